//! `rayuela serve`: opens the data folder, starts the projector, listens. Plain HTTP only on
//! this machine (127.0.0.1 or ::1); anywhere else TLS 1.3, or it does not start.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};

use super::app;
use crate::clock::{Clock, SystemClock};
use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::entropy::{Entropy, OwnStream, SystemEntropy};
use crate::households::projector::Projector;
use crate::office::{AppState, At};

const GRACE: Duration = Duration::from_secs(10);

/// Arguments of `rayuela serve`.
#[derive(Debug, clap::Args)]
pub struct ServeCommand {
    #[command(flatten)]
    at: At,
    /// Dirección y puerto | Address and port
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Certificado TLS (PEM) | TLS certificate
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    cert: Option<PathBuf>,
    /// Llave del certificado (PEM) | The certificate's key
    #[arg(long, value_name = "FILE", requires = "cert")]
    tls_key: Option<PathBuf>,
}

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(
        "No se atiende sin cifrar en {0}: los datos viajarían a la vista. Dé --cert y --tls-key, \
         o use 127.0.0.1. | Refusing plain HTTP on {0}: the data would travel in the open. Give \
         --cert and --tls-key, or use 127.0.0.1."
    )]
    PlainElsewhere(SocketAddr),
    #[error(
        "Otro servidor usa ya la carpeta {0}. Deténgalo primero. \
         | Another server uses the folder {0} already. Stop it first."
    )]
    Taken(PathBuf),
}

impl ServeCommand {
    /// Serves until Ctrl-C or SIGTERM.
    pub fn run(self) -> anyhow::Result<()> {
        start_logging();
        let tls = match (&self.cert, &self.tls_key) {
            (Some(cert), Some(key)) => {
                let (config, fingerprint) = tls_config(cert, key)?;
                eprintln!("Huella del certificado | Certificate fingerprint: {fingerprint}");
                Some(config)
            }
            _ if self.listen.ip().is_loopback() => None,
            _ => return Err(ServeError::PlainElsewhere(self.listen).into()),
        };
        let folder = open_or_init(&self.at)?;
        let Some(_taken) = folder.take()? else {
            return Err(ServeError::Taken(folder.dir().into()).into());
        };
        let state = start(
            &folder,
            Arc::new(SystemClock),
            Arc::new(SystemEntropy),
            tls.is_some(),
        )?;
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(listen(self.listen, tls, state))
    }
}

/// Everything behind the router, running: database, projector. The demo and the tests hand in
/// their own clock and randomness.
pub fn start(
    folder: &DataFolder,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    tls: bool,
) -> anyhow::Result<AppState> {
    let db = Database::open(folder)?;
    let keys = Arc::new(folder.keys().again());
    let projector = Projector::start(
        Arc::clone(&db),
        Arc::clone(&keys),
        Arc::clone(&clock),
        Arc::new(OwnStream::seeded_by(entropy.as_ref())),
    )?;
    Ok(AppState {
        db,
        clock,
        entropy,
        keys,
        projector,
        tls,
    })
}

fn open_or_init(at: &At) -> anyhow::Result<DataFolder> {
    let key_file = at.key_file();
    if key_file.exists() || at.data.join("rayuela.db").exists() {
        return Ok(DataFolder::open(&at.data, &key_file)?);
    }
    let folder = DataFolder::init(&at.data, &key_file, &SystemEntropy)?;
    crate::keep::init::tell_where_the_key_is(&folder);
    Ok(folder)
}

async fn listen(
    address: SocketAddr,
    tls: Option<RustlsConfig>,
    state: AppState,
) -> anyhow::Result<()> {
    let handle = Handle::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        until_told_to_stop().await;
        tracing::info!("stopping");
        stopping.graceful_shutdown(Some(GRACE));
    });
    let scheme = if tls.is_some() { "https" } else { "http" };
    let told = handle.clone();
    tokio::spawn(async move {
        if let Some(address) = told.listening().await {
            println!("{scheme}://{address}");
        }
    });
    let service = app(state).into_make_service_with_connect_info::<SocketAddr>();
    match tls {
        Some(config) => {
            axum_server::bind_rustls(address, config)
                .handle(handle)
                .serve(service)
                .await
        }
        None => {
            axum_server::bind(address)
                .handle(handle)
                .serve(service)
                .await
        }
    }
    .with_context(|| format!("No se pudo atender en {address} | Could not listen on {address}"))
}

async fn until_told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminated) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}

/// Certificate and key as given, TLS 1.3 only, and the certificate's fingerprint (SHA-256, hex),
/// which devices pin.
fn tls_config(cert: &Path, key: &Path) -> anyhow::Result<(RustlsConfig, String)> {
    let name = |path: &Path| format!("No se pudo leer {0} | Could not read {0}", path.display());
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| name(cert))?;
    let key = PrivateKeyDer::from_pem_file(key).with_context(|| name(key))?;
    let fingerprint = chain
        .first()
        .map(|first| hex::encode(Sha256::digest(first)))
        .unwrap_or_default();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok((RustlsConfig::from_config(Arc::new(config)), fingerprint))
}

fn start_logging() {
    // Ids, counts and codes only: no body, no query and no answer is ever logged, nor the words
    // of a panic, which may hold them.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "a panic was caught");
    }));
    let _ = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing::Level::INFO)
        .try_init();
}
