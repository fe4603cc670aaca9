//! The field app's commands over loopback HTTP: `POST /rpc/{name}` with JSON, and the screens as
//! static files. For tests and phone emulation only; it is never shipped, and it listens on
//! 127.0.0.1 and nowhere else.
//!
//! Start at [`router::router`]. It knows no rule: every command goes to `notebook::dispatch`.

mod router;
mod screens;

use clap::Parser;
use notebook::transport::http::HttpTransport;
use notebook::{Notebook, PassphraseKeys, SystemClock, SystemEntropy};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

/// Serves one notebook and its screens on this machine.
#[derive(Parser)]
struct Options {
    /// Folder of the notebook.
    #[arg(long)]
    folder: PathBuf,
    /// Folder of the built screens (`field-app/ui/dist`).
    #[arg(long)]
    screens: Option<PathBuf>,
    /// Port; 0 takes a free one, which is printed.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Weak costs for the passphrase, so that tests do not wait. Never with real answers.
    #[arg(long)]
    cheap_keys: bool,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let keys = if options.cheap_keys {
        PassphraseKeys::cheap()
    } else {
        PassphraseKeys::strong()
    };
    let notebook = Notebook::open(
        &options.folder,
        Arc::new(keys),
        Arc::new(SystemClock),
        Box::new(SystemEntropy),
        Box::new(HttpTransport::default()),
    )?;
    let here = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let listener = tokio::net::TcpListener::bind(here).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router::router(notebook, options.screens)).await?;
    Ok(())
}
