/** Questions for the mock notebook: one of each kind, with the longest words a screen must hold. */
import type { KindView, QuestionView, SectionView, Words } from '../views';

export const words = (es: string, en = es): Words => ({ es, en });

export function question(
  code: string,
  text: Words,
  kind: Partial<KindView> & Pick<KindView, 'type'>,
  more: Partial<QuestionView> = {},
): QuestionView {
  return {
    code,
    text,
    help: null,
    kind: {
      options: [],
      min: null,
      max: null,
      unit: null,
      may_be_interval: false,
      integer: false,
      none_of_these: false,
      ...kind,
    },
    answer: null,
    may_not_know: false,
    may_refuse: false,
    required: false,
    ...more,
  };
}

const option = (code: string, es: string, en: string) => ({ code, es, en });

export const KINSHIP = [
  option('head', 'Jefa o jefe del hogar', 'Head of the household'),
  option('spouse', 'Esposa, esposo o pareja', 'Spouse or partner'),
  option('child', 'Hija o hijo', 'Daughter or son'),
  option('grandchild', 'Nieta o nieto', 'Grandchild'),
  option('sibling', 'Hermana o hermano', 'Sibling'),
  option('parent', 'Madre o padre', 'Parent'),
  option('niece_nephew', 'Sobrina o sobrino', 'Niece or nephew'),
  option('other_relative', 'Otro parentesco', 'Another relative'),
  option('live_in_worker', 'Trabaja y vive en la casa', 'Works and lives in the home'),
  option('live_in_worker_relative', 'Familiar de quien trabaja en la casa', 'Relative of the live-in worker'),
  option('no_kinship', 'Sin parentesco', 'No kinship'),
  option('guest', 'Huésped', 'Guest'),
  option('other', 'Otro', 'Other'),
];

export const CONSENT = [
  question(
    'consent',
    words('¿Acepta responder la entrevista?', 'Do you agree to answer the interview?'),
    { type: 'yes_no' },
    { required: true },
  ),
];

export const PERSON = [
  question('given_names', words('¿Cuál es su nombre?', 'What is the given name?'), {
    type: 'text',
    max: 60,
  }),
  question(
    'sex',
    words('¿Es mujer u hombre?', 'Woman or man?'),
    { type: 'choice', options: [option('woman', 'Mujer', 'Woman'), option('man', 'Hombre', 'Man')] },
    { may_refuse: true },
  ),
  question(
    'birth_date',
    words('¿En qué fecha nació?', 'When was the person born?'),
    { type: 'date' },
    { may_not_know: true, may_refuse: true, help: words('Si no la recuerda, pregunte la edad.') },
  ),
  question(
    'age',
    words('¿Cuántos años cumplidos tiene?', 'How many years old?'),
    { type: 'number', min: 0, max: 120, unit: words('años', 'years'), may_be_interval: true },
    { may_not_know: true },
  ),
  question('kinship', words('¿Qué es de la jefa o jefe del hogar?', 'Kinship to the head?'), {
    type: 'choice',
    options: KINSHIP,
  }),
];

export const SCHOOL = [
  question(
    'attends_school',
    words('¿Va a la escuela?', 'Does the person attend school?'),
    { type: 'yes_no' },
    { may_not_know: true, may_refuse: true },
  ),
  question(
    'programmes',
    words('¿Qué apoyos recibe?', 'Which support does the person receive?'),
    {
      type: 'choices',
      options: [
        option('beca', 'Beca para la escuela', 'School grant'),
        option('comedor', 'Desayuno o comedor escolar', 'School meals'),
        option('uniformes', 'Útiles y uniformes', 'School supplies and uniforms'),
      ],
      none_of_these: true,
    },
    { may_not_know: true, may_refuse: true },
  ),
];

export const TITLES: Record<string, Words> = {
  interview: words('Para empezar', 'To begin'),
  dwelling: words('La vivienda', 'The dwelling'),
  consent: words('Aviso y consentimiento', 'Notice and consent'),
  person: words('Datos de la persona', 'About the person'),
  school: words('Escuela y apoyos', 'School and support'),
};

export const SECTIONS: Record<string, QuestionView[]> = {
  interview: [
    question('interview_language', words('¿En qué lengua hablamos?', 'Which language?'), {
      type: 'choice',
      options: [option('spanish', 'Español', 'Spanish'), option('tsotsil', 'Tsotsil', 'Tsotsil')],
    }),
  ],
  dwelling: [question('electricity', words('¿Hay luz eléctrica?', 'Electricity?'), { type: 'yes_no' })],
  consent: CONSENT,
  person: PERSON,
  school: SCHOOL,
};

export function emptySection(household: string, section: string, subject: string): SectionView {
  return {
    household,
    section,
    subject,
    title: TITLES[section] ?? words(section),
    about: '',
    intro: section === 'consent' ? words('Lea el aviso en voz alta.', 'Read the notice aloud.') : null,
    questions: (SECTIONS[section] ?? []).map((one) => ({ ...one })),
    next: null,
    previous: null,
    progress: { done: 0, of: SECTIONS[section]?.length ?? 0 },
  };
}
