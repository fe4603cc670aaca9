//! CBOR in zstd, with a bound on everything that is read.
//!
//! Start at [`encode`] and [`decode`].

use std::io::Read;

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::decode::Error as CborError;
use minicbor::encode::{Error as EncodeError, Write as CborWrite};
use minicbor::{Decode, Decoder, Encode, Encoder};
use uuid::Uuid;

use crate::record::RawChange;

/// Longest body on the wire, in bytes.
pub const BODY_MAX: usize = 8 * 1024 * 1024;
/// Longest body after decompression, in bytes.
pub const INFLATED_MAX: usize = 32 * 1024 * 1024;
/// Largest zstd window that a reader allocates: 2^23 = 8 MB.
const WINDOW_LOG_MAX: u32 = 23;
const LEVEL: i32 = 3;
/// Shortest change chunk that can exist: refusing shorter ones bounds what a list may cost.
const CHANGE_MIN: usize = 40;

/// A body that is not a message of this format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// More than [`BODY_MAX`] bytes, or more than [`INFLATED_MAX`] after decompression.
    #[error("the message is too long: hand over fewer households at once")]
    TooLong,
    /// Not zstd, or its window is too large.
    #[error("the message cannot be decompressed: send it again")]
    NotCompressed,
    /// Not the CBOR of this message, or with bytes after its end.
    #[error("the message is not of this format: update the application")]
    NotThisFormat,
}

/// Writes a message: CBOR, then one zstd frame.
pub(crate) fn encode<T: Encode<()>>(message: &T) -> Vec<u8> {
    let cbor = minicbor::to_vec(message).expect("writing into memory cannot fail");
    zstd::bulk::compress(&cbor, LEVEL).expect("compressing in memory cannot fail")
}

/// Reads a message; allocates at most what the caps allow.
pub(crate) fn decode<T: for<'b> Decode<'b, ()>>(body: &[u8]) -> Result<T, WireError> {
    if body.len() > BODY_MAX {
        return Err(WireError::TooLong);
    }
    let cbor = inflate(body)?;
    let mut decoder = Decoder::new(&cbor);
    let message = decoder.decode().map_err(|_| WireError::NotThisFormat)?;
    if decoder.position() != cbor.len() {
        return Err(WireError::NotThisFormat);
    }
    Ok(message)
}

fn inflate(body: &[u8]) -> Result<Vec<u8>, WireError> {
    let mut reader =
        zstd::stream::read::Decoder::with_buffer(body).map_err(|_| WireError::NotCompressed)?;
    reader
        .window_log_max(WINDOW_LOG_MAX)
        .map_err(|_| WireError::NotCompressed)?;
    let mut cbor = Vec::new();
    let limit = INFLATED_MAX as u64 + 1;
    reader
        .take(limit)
        .read_to_end(&mut cbor)
        .map_err(|_| WireError::NotCompressed)?;
    if cbor.len() > INFLATED_MAX {
        return Err(WireError::TooLong);
    }
    Ok(cbor)
}

/// A UUID as 16 bytes.
pub(crate) mod uuid_bytes {
    use super::{ByteArray, CborError, CborWrite, Decoder, EncodeError, Encoder, Uuid};

    pub(crate) fn encode<C, W: CborWrite>(
        id: &Uuid,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), EncodeError<W::Error>> {
        e.bytes(id.as_bytes())?.ok()
    }

    pub(crate) fn decode<'b, C>(d: &mut Decoder<'b>, _: &mut C) -> Result<Uuid, CborError> {
        let bytes: ByteArray<16> = d.decode()?;
        Ok(Uuid::from_bytes(*bytes))
    }
}

/// An optional UUID: null or 16 bytes.
pub(crate) mod uuid_or_null {
    use super::{ByteArray, CborError, CborWrite, Decoder, EncodeError, Encoder, Uuid};

    pub(crate) fn encode<C, W: CborWrite>(
        id: &Option<Uuid>,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), EncodeError<W::Error>> {
        match id {
            Some(id) => e.bytes(id.as_bytes())?.ok(),
            None => e.null()?.ok(),
        }
    }

    pub(crate) fn decode<'b, C>(d: &mut Decoder<'b>, _: &mut C) -> Result<Option<Uuid>, CborError> {
        let bytes: Option<ByteArray<16>> = d.decode()?;
        Ok(bytes.map(|bytes| Uuid::from_bytes(*bytes)))
    }
}

/// Changes as an array of byte strings. The hash does not travel: the reader computes it.
pub(crate) mod changes {
    use super::{
        ByteVec, CHANGE_MIN, CborError, CborWrite, Decoder, EncodeError, Encoder, RawChange,
    };

    pub(crate) fn encode<C, W: CborWrite>(
        changes: &[RawChange],
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), EncodeError<W::Error>> {
        e.array(changes.len() as u64)?;
        for change in changes {
            e.bytes(&change.bytes)?;
        }
        Ok(())
    }

    pub(crate) fn decode<'b, C>(
        d: &mut Decoder<'b>,
        _: &mut C,
    ) -> Result<Vec<RawChange>, CborError> {
        let mut changes = Vec::new();
        for bytes in d.array_iter::<ByteVec>()? {
            let bytes: Vec<u8> = bytes?.into();
            if bytes.len() < CHANGE_MIN {
                return Err(CborError::message("shorter than any change"));
            }
            changes.push(RawChange::new(bytes));
        }
        Ok(changes)
    }
}
