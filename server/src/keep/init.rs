//! `rayuela init`: a new data folder, its key, its empty database.

use crate::data_folder::DataFolder;
use crate::database::Database;
use crate::entropy::SystemEntropy;
use crate::office::At;

/// Arguments of `rayuela init`.
#[derive(Debug, clap::Args)]
pub struct InitCommand {
    #[command(flatten)]
    at: At,
}

impl InitCommand {
    /// Makes folder, key and database. A key that exists is never replaced.
    pub fn run(self) -> anyhow::Result<()> {
        let folder = DataFolder::init(&self.at.data, &self.at.key_file(), &SystemEntropy)?;
        Database::open(&folder)?;
        tell_where_the_key_is(&folder);
        Ok(())
    }
}

/// The notice everyone must see once.
pub fn tell_where_the_key_is(folder: &DataFolder) {
    eprintln!(
        "Carpeta de datos: {dir}\nLlave: {key}\n\
         Guarde una copia de la llave en otro lugar: sin ella los datos no se pueden abrir.\n\
         | Data folder: {dir}\n| Key: {key}\n\
         | Keep a copy of the key elsewhere: without it the data cannot be opened.",
        dir = folder.dir().display(),
        key = folder.key_file().display(),
    );
}
