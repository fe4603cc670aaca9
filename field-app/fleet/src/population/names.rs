//! Invented names and addresses: common given names and surnames of the region, combined at random.

use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

const WOMEN: [&str; 24] = [
    "Ana",
    "María",
    "Guadalupe",
    "Rosa",
    "Juana",
    "Lucía",
    "Elena",
    "Carmen",
    "Sofía",
    "Ximena",
    "Valeria",
    "Daniela",
    "Fernanda",
    "Itzel",
    "Citlali",
    "Paola",
    "Esperanza",
    "Micaela",
    "Josefina",
    "Manuela",
    "Dominga",
    "Antonia",
    "Marisol",
    "Xóchitl",
];

const MEN: [&str; 24] = [
    "Juan",
    "José",
    "Pedro",
    "Miguel",
    "Luis",
    "Carlos",
    "Diego",
    "Ángel",
    "Mateo",
    "Santiago",
    "Emiliano",
    "Sebastián",
    "Manuel",
    "Mariano",
    "Domingo",
    "Andrés",
    "Agustín",
    "Sergio",
    "Fidel",
    "Román",
    "Iván",
    "Óscar",
    "Abel",
    "Nicolás",
];

const SURNAMES: [&str; 32] = [
    "Pérez",
    "López",
    "Hernández",
    "Gómez",
    "Díaz",
    "Sánchez",
    "Ruiz",
    "Jiménez",
    "Vázquez",
    "Méndez",
    "Gutiérrez",
    "Álvarez",
    "Núñez",
    "Santiz",
    "Girón",
    "Cruz",
    "Velasco",
    "Moreno",
    "Aguilar",
    "Domínguez",
    "Morales",
    "Ramírez",
    "Toledo",
    "Zenteno",
    "Nuricumbo",
    "Ovando",
    "Castellanos",
    "Coutiño",
    "Espinosa",
    "Molina",
    "Chacón",
    "Escobar",
];

const STREETS: [&str; 14] = [
    "Calle Los Naranjos",
    "Calle Jacarandas",
    "Andador El Zapote",
    "Privada La Ceiba",
    "Calle Cerro Hueco",
    "Avenida Las Palmas",
    "Callejón del Agua",
    "Calle Benito Juárez",
    "Calle Francisco Sarabia",
    "Andador Flor de Mayo",
    "Calle El Mirador",
    "Privada San Roque",
    "Calle Cuauhtémoc",
    "Camino a la Loma",
];

/// The two surnames of a family.
#[derive(Clone, Debug)]
pub struct Family {
    pub first: &'static str,
    pub second: &'static str,
}

/// A pair of surnames for one family; both may be the same, as happens.
pub fn family(rng: &mut ChaCha8Rng) -> Family {
    Family {
        first: pick(rng, &SURNAMES),
        second: pick(rng, &SURNAMES),
    }
}

/// One of a list; the first when the list is empty is never asked for.
pub fn pick<T: Copy>(rng: &mut ChaCha8Rng, from: &[T]) -> T {
    *from.choose(rng).unwrap_or(&from[0])
}

/// One or two given names for the sex (`woman` or `man`).
pub fn given_names(rng: &mut ChaCha8Rng, sex: &str) -> String {
    let list = if sex == "woman" { &WOMEN } else { &MEN };
    let first = pick(rng, list);
    if rng.random_bool(0.45) {
        format!("{first} {}", pick(rng, list))
    } else {
        first.to_owned()
    }
}

/// A surname of somebody who married in.
pub fn surname(rng: &mut ChaCha8Rng) -> &'static str {
    pick(rng, &SURNAMES)
}

/// An address in words, as it is said at the door.
pub fn address(rng: &mut ChaCha8Rng, number: u32) -> String {
    let street = pick(rng, &STREETS);
    if rng.random_bool(0.12) {
        format!("{street} s/n, portón azul")
    } else {
        format!("{street} {}", 100 + number)
    }
}
