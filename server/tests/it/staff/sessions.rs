//! Signing in, staying in, signing out, and what strangers can do about it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use server::accounts::disable;
use server::clock::Clock;

use super::office::{CARMEN, ELENA, Office};

#[tokio::test]
async fn without_a_session_every_page_leads_to_the_way_in() {
    let office = Office::open();
    for path in ["/", "/casos", "/casos?sexo=woman", "/casos/x", "/programas"] {
        let answer = office.get(path, "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.location().starts_with("/entrar"), "{path}");
        assert!(answer.bytes.is_empty(), "{path}");
    }
    assert_eq!(
        office.get("/casos?sexo=woman", "").await.location(),
        "/entrar?a=/casos%3Fsexo%3Dwoman"
    );
}

#[tokio::test]
async fn a_part_of_a_page_asked_for_without_a_session_sends_the_whole_page_to_the_way_in() {
    let office = Office::open();
    let request = Request::get("/casos?sexo=man").header("hx-request", "true");
    let answer = office.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        answer.headers["hx-redirect"],
        "/entrar?a=/casos%3Fsexo%3Dman"
    );
}

#[tokio::test]
async fn each_role_begins_where_its_work_is() {
    let office = Office::open();
    let (elena, carmen) = (office.enter(ELENA).await, office.enter(CARMEN).await);
    assert_eq!(office.get("/", &elena).await.location(), "/cobertura");
    assert_eq!(office.get("/", &carmen).await.location(), "/casos");
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_get_the_same_answer() {
    let office = Office::open();
    let known = office.try_to_enter("elena", "no es esta frase", "").await;
    let unknown = office.try_to_enter("elenn", "no es esta frase", "").await;
    assert_eq!(
        (known.status, unknown.status),
        (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED)
    );
    assert_eq!(known.text().replace("elena", "elenn"), unknown.text());
    assert!(known.cookie("rayuela").is_none());
}

#[tokio::test]
async fn wrong_passwords_slow_an_account_down_but_not_its_owner_at_a_known_browser() {
    let office = Office::open();
    let first = office.try_to_enter(ELENA.0, ELENA.1, "").await;
    let browser = first.cookie("rayuela-browser").unwrap();
    let browser = browser.split(';').next().unwrap();
    for name in ["elena", "nadie"] {
        for _ in 0..6 {
            assert_eq!(
                office
                    .try_to_enter(name, "una frase cualquiera", "")
                    .await
                    .status,
                StatusCode::UNAUTHORIZED
            );
        }
        let slowed = office.try_to_enter(name, ELENA.1, "").await;
        assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS, "{name}");
    }
    assert_eq!(
        office.try_to_enter(ELENA.0, ELENA.1, browser).await.status,
        StatusCode::SEE_OTHER
    );
    office.passes(1);
    assert_eq!(
        office.try_to_enter(ELENA.0, ELENA.1, "").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_cookie_is_fenced_and_the_table_holds_only_its_hash() {
    let office = Office::open_with(true);
    let answer = office.try_to_enter(ELENA.0, ELENA.1, "").await;
    let cookie = answer.cookie("__Host-rayuela").unwrap();
    for fence in ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(fence), "{fence}: {cookie}");
    }
    let token = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    let kept: Vec<u8> = office
        .state
        .db
        .read(|conn| conn.query_row("select token_hash from session", [], |row| row.get(0)))
        .unwrap();
    assert_ne!(hex::encode(&kept), token);
    assert_eq!(kept.len(), 32);
}

#[tokio::test]
async fn a_session_ends_when_idle_and_at_the_end_of_the_day_however_busy() {
    let office = Office::open();
    let cookie = office.enter(CARMEN).await;
    office.passes(14);
    assert_eq!(office.get("/casos", &cookie).await.status, StatusCode::OK);
    office.passes(14);
    assert_eq!(office.get("/casos", &cookie).await.status, StatusCode::OK);
    office.passes(16);
    assert_eq!(
        office.get("/casos", &cookie).await.status,
        StatusCode::SEE_OTHER
    );

    let busy = office.enter(CARMEN).await;
    for _ in 0..47 {
        office.passes(10);
        assert_eq!(office.get("/casos", &busy).await.status, StatusCode::OK);
    }
    office.passes(10);
    assert_eq!(
        office.get("/casos", &busy).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn signing_out_or_being_disabled_ends_the_session_at_once() {
    let office = Office::open();
    let cookie = office.enter(CARMEN).await;
    let out = office.post("/salir", &cookie, "").await;
    assert_eq!(out.location(), "/entrar");
    assert_eq!(
        office.get("/casos", &cookie).await.status,
        StatusCode::SEE_OTHER
    );

    let again = office.enter(CARMEN).await;
    disable(&office.state.db, "carmen", "server", office.clock.now()).unwrap();
    assert_eq!(
        office.get("/casos", &again).await.status,
        StatusCode::SEE_OTHER
    );
    let shut = office.try_to_enter(CARMEN.0, CARMEN.1, "").await;
    assert_eq!(shut.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_in_again_makes_a_new_session_and_ends_the_old() {
    let office = Office::open();
    let old = office.enter(CARMEN).await;
    let answer = office.try_to_enter(CARMEN.0, CARMEN.1, &old).await;
    let new = answer.cookie("rayuela").unwrap();
    assert_ne!(new.split(';').next().unwrap(), old);
    assert_eq!(
        office.get("/casos", &old).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn nothing_is_done_that_another_site_asked_for() {
    let office = Office::open();
    let cookie = office.enter(CARMEN).await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
        ("accept", "*/*"),
    ] {
        let request = Request::post("/salir")
            .header(header::COOKIE, &cookie)
            .header(name, value);
        let answer = office.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert_eq!(office.get("/casos", &cookie).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_nobody_answers_is_a_page_for_people_and_a_problem_for_devices() {
    let office = Office::open();
    let request = Request::get("/no-hay").header(header::ACCEPT, "text/html,*/*");
    let page = office.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("Aquí no hay nada"));
    let problem = office.get("/api/no-hay", "").await;
    assert_eq!(
        problem.headers[header::CONTENT_TYPE],
        "application/problem+json"
    );
}

#[tokio::test]
async fn english_is_remembered_once_it_was_asked_for() {
    let office = Office::open();
    let answer = office.get("/entrar?lang=en", "").await;
    assert!(
        answer.text().contains("Sign in to Rayuela")
            && answer.text().contains("<html lang=\"en\">")
    );
    let cookie = answer.cookie("rayuela-lang").unwrap();
    let remembered = office
        .get("/entrar", cookie.split(';').next().unwrap())
        .await;
    assert!(remembered.text().contains("Sign in to Rayuela"));
    assert!(
        office
            .get("/entrar", "")
            .await
            .text()
            .contains("Entrar a Rayuela")
    );
}

#[tokio::test]
async fn every_page_is_kept_from_caches_frames_and_foreign_scripts() {
    let office = Office::open();
    let cookie = office.enter(CARMEN).await;
    for path in ["/entrar", "/casos", "/no-hay"] {
        let answer = office.get(path, &cookie).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
        let page = answer.text();
        assert!(
            !page.contains(" style=") && !page.contains("<style") && !page.contains("onclick"),
            "{path}"
        );
    }
    let look = office.get("/look/tokens.css", "").await;
    assert_eq!(
        look.headers[header::CONTENT_TYPE],
        "text/css; charset=utf-8"
    );
    assert_eq!(
        office.get("/look/../Cargo.toml", "").await.status,
        StatusCode::NOT_FOUND
    );
}
