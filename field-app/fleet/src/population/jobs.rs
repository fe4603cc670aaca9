//! Work that invented children do, as answers to the questions of one job.
//!
//! A *safe* job has every fact known and none of them a hazard; each *hazardous* one has at least
//! one. Which is which is fixed here by how the job is built, not asked of the classifier.

use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::Given;
use super::names::pick;

/// A job without any hazard: selling in a shop, by day, carrying nothing heavy.
pub fn safe(rng: &mut ChaCha8Rng) -> Given {
    let (words, business_words, task, business, place) = pick(
        rng,
        &[
            (
                "atiende el mostrador",
                "tienda de abarrotes",
                "shop_sales",
                "food_shop",
                "shop",
            ),
            (
                "vende ropa",
                "puesto de ropa del mercado",
                "shop_sales",
                "clothes_shop",
                "market_stall",
            ),
            (
                "saca copias",
                "papelería",
                "shop_sales",
                "other_shop",
                "shop",
            ),
        ],
    );
    job(words, business_words, task, business, place)
}

/// A job with at least one hazard of the national definition.
pub fn hazardous(rng: &mut ChaCha8Rng) -> Given {
    let kinds: [fn() -> Given; 7] = [
        mason,
        street_seller,
        farm_hand,
        waste_sorter,
        loader,
        cook_at_night,
        carpenter,
    ];
    pick(rng, &kinds)()
}

/// Any job that a younger child does: most are in the family's business.
pub fn of_a_younger_child(rng: &mut ChaCha8Rng) -> Given {
    let kinds: [fn() -> Given; 4] = [street_seller, farm_hand, family_stall, family_kitchen];
    pick(rng, &kinds)()
}

/// Mason's helper: sector, occupation and place are hazards at any age.
pub fn mason() -> Given {
    let mut given = job(
        "ayuda al albañil",
        "obra en construcción",
        "masonry_help",
        "construction",
        "construction_site",
    );
    given.insert("job_exposures", json!("dust_smoke heights"));
    given.insert("job_load", json!("cement_50"));
    given
}

fn street_seller() -> Given {
    job(
        "vende dulces en los cruceros",
        "venta de dulces en la calle",
        "street_sales",
        "food_shop",
        "street_ambulant",
    )
}

fn farm_hand() -> Given {
    let mut given = job(
        "limpia y cosecha la milpa",
        "siembra de maíz",
        "field_help",
        "crops",
        "field",
    );
    given.insert(
        "job_exposures",
        json!("humidity_extreme_temperature sharp_tools"),
    );
    given.insert("job_farm_tasks", json!("manual_field"));
    given.insert("job_load", json!("garrafon"));
    given
}

fn waste_sorter() -> Given {
    let mut given = job(
        "separa cartón y plástico",
        "acopio de basura reciclable",
        "waste_pick",
        "waste",
        "dump",
    );
    given.insert("job_exposures", json!("biological hazardous_waste"));
    given
}

fn loader() -> Given {
    let mut given = job(
        "carga cajas de fruta",
        "bodega de frutas",
        "carry",
        "wholesale",
        "warehouse",
    );
    given.insert("job_load", json!("crate"));
    given
}

fn cook_at_night() -> Given {
    let mut given = job(
        "prepara tacos",
        "taquería",
        "kitchen_help",
        "eatery",
        "restaurant",
    );
    given.insert("job_after_22", json!(true));
    given.insert("job_night_hours", json!(4));
    given
}

fn carpenter() -> Given {
    let mut given = job(
        "corta y lija madera",
        "carpintería",
        "wood",
        "furniture",
        "workshop",
    );
    given.insert("job_exposures", json!("noise power_tools"));
    given
}

fn family_stall() -> Given {
    let mut given = job(
        "ayuda en el puesto",
        "puesto de verduras del mercado",
        "shop_sales",
        "food_shop",
        "market_stall",
    );
    given.insert("job_employer", json!("family"));
    given.insert("job_pay", json!("none"));
    given
}

fn family_kitchen() -> Given {
    let mut given = job(
        "ayuda a hacer tamales para vender",
        "venta de tamales en la casa",
        "food_making",
        "food_home",
        "home_yard",
    );
    given.insert("job_employer", json!("family"));
    given.insert("job_pay", json!("none"));
    given
}

/// A job by day for somebody outside the family, paid in cash, without exposures.
fn job(words: &str, business_words: &str, task: &str, business: &str, place: &str) -> Given {
    Given::from([
        ("job_task_words", json!(words)),
        ("job_business_words", json!(business_words)),
        ("job_task", json!(task)),
        ("job_business", json!(business)),
        ("job_place", json!(place)),
        ("job_employer", json!("non_family")),
        ("job_pay", json!("cash")),
        ("job_after_22", json!(false)),
        ("job_night_hours", json!(0)),
        ("job_exposures", json!("")),
        ("job_load", json!("nothing")),
        ("job_own_use", json!(false)),
        ("job_artistic", json!(false)),
    ])
}
