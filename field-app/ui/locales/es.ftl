# Palabras de las pantallas. Las preguntas vienen del cuestionario, no de aquí.
# Oraciones de 20 palabras o menos; verbos primero en los botones.

app-name = Rayuela
language-switch = English
hide = Ocultar
back = Regresar
retry = Intentar de nuevo
loading = Abriendo…
saving = Guardando…
saved = Guardado en la tableta
optional = si lo tiene

# Inscripción y entrada
enrol-title = Prepare su tableta
enrol-intro = Hágalo una sola vez, con internet. Después trabajará sin señal.
enrol-server = Dirección del servidor
enrol-server-help = Se la da su supervisión. Empieza con https.
enrol-code = Código de inscripción
enrol-code-help = Sirve una sola vez y sólo para esta tableta. Se lo da su supervisión.
enrol-passphrase = Frase de acceso
enrol-passphrase-help = Elíjala usted. Cierra con llave lo guardado aquí. Tres palabras o más; nadie puede recuperarla.
enrol-passphrase-again = Repita la frase de acceso
enrol-passphrases-differ = Las dos frases no son iguales. Escríbalas otra vez.
enrol-passphrase-short = La frase es muy corta. Use 12 letras o más.
enrol-fingerprint = Huella del servidor
enrol-fingerprint-help = Sólo si su supervisión se la dio. Comprueba que es el servidor correcto.
enrol-go = Inscribir esta tableta
enrol-busy = Inscribiendo…
enrol-missing = Escriba la dirección, el código y la frase de acceso.
unlock-title = Escriba su frase de acceso
unlock-hello = Hola, { $person }.
unlock-intro = Abre lo que está guardado en esta tableta.
unlock-go = Abrir
unlock-busy = Abriendo…
hidden-title = En pausa
hidden-text = Toque el botón para seguir donde se quedó.
hidden-go = Seguir

# Mis AGEB
areas-title = Mis AGEB
areas-empty = Aquí verá sus áreas de trabajo. Pida a su supervisión que le asigne una y envíe entrevistas para recibirla.
area-open = Abrir { $name }
area-neighbourhoods = Colonias: { $names }
area-expected = { $n ->
    [one] 1 hogar esperado
   *[other] { $n } hogares esperados
 }
area-expected-unknown = Sin cifra esperada
area-listed = { $n ->
    [one] 1 vivienda en lista
   *[other] { $n } viviendas en lista
 }
area-complete = { $n ->
    [one] 1 completa
   *[other] { $n } completas
 }
area-pending = { $n ->
    [one] 1 pendiente
   *[other] { $n } pendientes
 }
area-refused = { $n ->
    [one] 1 no quiso
   *[other] { $n } no quisieron
 }
area-tiles = Avance: { $complete } completas de { $of }
waiting-none = Todo está enviado.
waiting-some = { $n ->
    [one] 1 entrevista por enviar
   *[other] { $n } entrevistas por enviar
 }
last-hand-over = Último envío: { $when }
never-handed-over = Todavía no ha enviado nada.

# Viviendas
dwellings-empty = Aquí verá las viviendas de esta área. Empiece por anotar la primera puerta.
dwellings-filter = Buscar calle, número o folio
dwellings-none-match = Ninguna vivienda coincide. Borre la búsqueda para verlas todas.
dwellings-more = Mostrar más viviendas
dwellings-shown = Se muestran { $shown } de { $of }
dwelling-add = Anotar vivienda
dwelling-block = Manzana { $block }
dwelling-visits = { $n ->
    [one] 1 visita
   *[other] { $n } visitas
 }
dwelling-waiting = Por enviar
dwelling-sent = Enviada
dwelling-folio = Folio { $folio }
state-not_visited = Sin visitar
state-visited = Volver
state-in_progress = A medias
state-complete = Completa
state-not_a_home = No es hogar
state-refused = No quisieron
list-title = Anotar vivienda
list-block = Manzana
list-number = Número de vivienda
list-number-help = Cuente las puertas de la manzana: 1, 2, 3…
list-address = Domicilio
list-address-help = Calle, número y una seña: «Calle Ceiba 14, portón verde».
list-go = Guardar vivienda
list-missing = Escriba el número de la vivienda y su domicilio.
dwelling-last-result = Última visita: { $result }
dwelling-start = Empezar entrevista
dwelling-continue = Seguir la entrevista
dwelling-correct = Corregir respuestas
dwelling-visit = Anotar resultado de la visita
dwelling-closed = La entrevista está cerrada y guardada.

# Resultado de la visita
visit-title = ¿Qué pasó en la visita?
visit-note = Nota para la próxima visita
visit-note-help = Por ejemplo: «vuelven después de las 6». No escriba nombres.
visit-go = Guardar visita
visit-missing = Elija lo que pasó en la visita.
group-complete = Hubo entrevista
group-partial = Quedó a medias
group-refused = No quisieron
group-no_contact = No había quien respondiera
group-not_a_home = No vive nadie ahí
group-other = Otra cosa

# Entrevista
path-title = Entrevista
path-household = Hogar
path-people = Personas del hogar
path-add-member = Agregar una persona
path-next = Seguir: { $title }
path-review = Revisar
path-progress = { $done } de { $of } partes hechas
path-rayuela = Camino de la entrevista: { $done } de { $of } casillas hechas
step-empty = Por hacer
step-started = A medias
step-done = Hecha
section-next = Guardar y seguir
section-another = Agregar otra
section-remove = Quitar a esta persona
section-remove-sure = Se borrarán las respuestas de esta persona. ¿Quitarla?
section-remove-yes = Sí, quitar
section-remove-no = No, dejarla
section-previous = Parte anterior
section-nothing = No hay preguntas en esta parte. Siga adelante.
section-keys = Con teclado: números para elegir, Enter para seguir, Esc para regresar.

# Respuestas
yes = Sí
no = No
dont-know = No sabe
refused = Prefiere no responder
clear-answer = Borrar respuesta
not-asked-hint = Si no la preguntó, déjela en blanco.
choose-one = Elija una
choose-many = Elija las que correspondan
none-of-these = Ninguna de estas
filter-options = Buscar en la lista
filter-options-none = Nada coincide. Escriba otra palabra.
number-exact = Cantidad exacta
number-interval = No es exacto
number-from = Entre
number-to = y
number-not-a-number = Escriba sólo números.
number-interval-order = El primer número debe ser menor que el segundo.
date-day = Día
date-month = Mes
date-year = Año
date-not-a-date = Esa fecha no existe. Revise día, mes y año.
answer-interval = entre { $min } y { $max }
answer-blank = Sin respuesta

# Revisión y cierre
review-title = Revisar
review-nothing = No falta nada. Puede cerrar la entrevista.
review-must-fix = Falta resolver
review-check = Conviene confirmar
review-go-to = Ir a la pregunta
review-close = Cerrar entrevista
review-close-help = Al cerrar queda lista para enviar. Después podrá corregir, con un motivo.
review-cannot-close = Resuelva primero lo que falta.
corrections-title = Corregir
corrections-intro = Elija la parte que quiere corregir. Lo anterior se conserva.
correct-change = Corregir
correct-reason = Motivo de la corrección
correct-reason-help = Por ejemplo: «la persona me corrigió al despedirme».
correct-go = Guardar corrección
correct-missing-reason = Escriba el motivo en unas palabras.
correct-missing-value = Elija o escriba la respuesta correcta.
correct-cancel = Dejar como estaba
correct-kept = Corrección guardada.

# Envío
send-title = Enviar entrevistas
send-go = Enviar entrevistas
send-again = Enviar de nuevo
send-some = { $n ->
    [one] Hay 1 entrevista lista. Se guarda aquí hasta que el servidor dé acuse.
   *[other] Hay { $n } entrevistas listas. Se guardan aquí hasta que el servidor dé acuse.
 }
send-nothing = No hay entrevistas por enviar. Puede enviar de todos modos para recibir asignaciones nuevas.
send-busy = Enviando… { $done } de { $of }
send-busy-short = Conectando con el servidor…
send-leave = Puede dejar la tableta. Si la señal se corta, no se pierde nada.
send-offline = { $n ->
    [0] No hay señal. No tiene entrevistas por enviar; intente cuando haya red.
    [one] No hay señal. Su entrevista está guardada en esta tableta. Envíela cuando haya red.
   *[other] No hay señal. Sus { $n } entrevistas están guardadas en esta tableta. Envíelas cuando haya red.
 }
receipt-title = Acuse
receipt-acknowledged = Cambios con acuse
receipt-received = Cambios recibidos
receipt-requests = Conexiones
receipt-bytes = Datos
receipt-left = Por enviar
receipt-all-good = El servidor recibió y guardó todo.
receipt-partial = El servidor apartó algunas entrevistas. Siguen guardadas aquí; avise a su supervisión.
count = { $n }
receipt-kilobytes = { $kb } kB
done = Listo
