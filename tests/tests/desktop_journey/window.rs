//! The real window, driven through WebKitWebDriver: press, write, look, photograph.
//!
//! It finds things by what they are (`data-act`, `data-code`, `data-option`), never by their
//! words, so that a better wording breaks nothing.

use crate::office::{free_port, program};
use anyhow::{Context, Result, bail};
use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(50);
pub const TAB: &str = "\u{E004}";
pub const ENTER: &str = "\u{E007}";
pub const ESCAPE: &str = "\u{E00C}";

/// One running app with its window.
pub struct Window {
    client: Client,
    _driver: Driver,
    shots: PathBuf,
}

/// The process that drives the window; it ends with it, also when a test fails midway.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Window {
    /// Starts the app on a data folder.
    pub async fn open(notebook: &Path) -> Result<Self> {
        let app = program("field-app")?;
        let port = free_port()?;
        let driver = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("RAYUELA_NOTEBOOK", notebook)
            .stdin(Stdio::null())
            .spawn()
            .context("WebKitWebDriver (Debian package webkit2gtk-driver)")?;
        let mut wanted = Capabilities::new();
        let options = json!({ "binary": app, "args": [] });
        wanted.insert("webkitgtk:browserOptions".to_owned(), options);
        let client = connect(port, wanted).await?;
        Ok(Self {
            client,
            _driver: Driver(driver),
            shots: shots_folder()?,
        })
    }

    /// Ends the app at once, as when its battery dies.
    pub async fn close(self) -> Result<()> {
        Ok(self.client.close().await?)
    }

    /// Waits until the selector is there.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        let wait = self.client.wait().at_most(PATIENCE).every(LOOK_EVERY);
        match wait.for_element(Locator::Css(selector)).await {
            Ok(element) => Ok(element),
            Err(error) => {
                self.shot("zz-not-found").await?;
                bail!("no {selector} ({error}) in:\n{}", self.text().await?)
            }
        }
    }

    /// Presses a button once it may be pressed.
    pub async fn press(&self, selector: &str) -> Result<()> {
        let ready = format!("{selector}:not([disabled])");
        // A redraw between finding and pressing makes the element stale: find it again.
        for _ in 0..5 {
            let button = self.find(&ready).await?;
            // As a person does: away from the actions that stand over the lower edge.
            let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
            let seen = serde_json::to_value(&button)?;
            let scrolled = self.client.execute(scroll, vec![seen]).await;
            if scrolled.is_ok() && button.click().await.is_ok() {
                return Ok(());
            }
        }
        self.shot("zz-not-pressed").await?;
        bail!("{selector} cannot be pressed in:\n{}", self.text().await?)
    }

    /// Types into a field, after what stands there.
    pub async fn write(&self, selector: &str, text: &str) -> Result<()> {
        self.find(selector).await?.send_keys(text).await?;
        Ok(())
    }

    /// All the words on the screen.
    pub async fn text(&self) -> Result<String> {
        Ok(self.client.find(Locator::Css("body")).await?.text().await?)
    }

    /// Waits until these words are on the screen.
    pub async fn see(&self, words: &str) -> Result<()> {
        for _ in 0..(PATIENCE.as_millis() / LOOK_EVERY.as_millis()) {
            if self.text().await?.contains(words) {
                return Ok(());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        self.shot("zz-not-seen").await?;
        bail!("no {words:?} in:\n{}", self.text().await?)
    }

    /// Asks the page.
    pub async fn ask(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, vec![]).await?)
    }

    /// Photographs the screen once it is drawn: straight after a click it shows the old frame.
    pub async fn shot(&self, name: &str) -> Result<()> {
        let drawn = "const go = arguments[0]; \
                     requestAnimationFrame(() => requestAnimationFrame(() => go(true)));";
        self.client.execute_async(drawn, vec![]).await?;
        let png = self.client.screenshot().await?;
        std::fs::write(self.shots.join(format!("desktop-{name}.png")), png)?;
        Ok(())
    }
}

/// Waits for the driver, then for the app's window.
async fn connect(port: u16, wanted: Capabilities) -> Result<Client> {
    let mut last = None;
    for _ in 0..200 {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted.clone());
        match builder.connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return Ok(client),
            Err(error) => last = Some(error),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    bail!("no window after ten seconds: {last:?}")
}

fn shots_folder() -> Result<PathBuf> {
    let folder = std::env::var_os("RAYUELA_SHOTS")
        .map_or_else(|| tests::root().join("target/shots"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
