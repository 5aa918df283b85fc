//! The bytes of a bundle's files: the engine names the publication's files, and here they are read.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kiku_core::{Content, Piece};
use sha2::{Digest as _, Sha256};

use super::card::Pen;
use super::stage::is_safe;
use super::{photograph, variant};
use crate::error::WriteError;

/// What a file holds, with assets read from the publication at `root`, which is canonical.
pub(super) fn bytes(content: &Content, root: &Path) -> Result<Vec<u8>, WriteError> {
    match content {
        Content::Text(text) => Ok(text.clone().into_bytes()),
        Content::Asset(asset) => read(root, asset),
        Content::Variant { asset, width, encoding } => variant::bytes(root, asset, *width, *encoding),
        Content::Card(card) => Ok(Pen::default().draw(card).png),
        Content::Inlined(pieces) => inlined(pieces, root),
    }
}

/// A text with files in it.
pub(super) fn inlined(pieces: &[Piece], root: &Path) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => bytes.extend_from_slice(text.as_bytes()),
            Piece::DataAddress(asset) => {
                let address = format!("data:{};base64,{}", media_type(asset), STANDARD.encode(read(root, asset)?));
                bytes.extend_from_slice(address.as_bytes());
            }
            Piece::Sha256(pieces) => {
                bytes.extend_from_slice(STANDARD.encode(Sha256::digest(inlined(pieces, root)?)).as_bytes());
            }
        }
    }
    Ok(bytes)
}

/// What readers get of a file of the publication.
pub(super) fn read(root: &Path, asset: &str) -> Result<Vec<u8>, WriteError> {
    let file = asset_file(root, asset)?;
    let bytes = fs::read(&file).map_err(|error| WriteError::io(&file, error))?;
    Ok(photograph::for_readers(bytes))
}

/// The asset's file, which must stand in the publication when every link is followed.
pub(super) fn asset_file(root: &Path, asset: &str) -> Result<PathBuf, WriteError> {
    let named = root.join(asset);
    let file = if is_safe(asset) && has_no_links(root, asset) {
        named.clone()
    } else {
        dunce::canonicalize(&named).map_err(|error| WriteError::io(&named, error))?
    };
    if !is_safe(asset) || !file.starts_with(root) {
        return Err(WriteError::OutsidePublication { path: named });
    }
    if !file.is_file() {
        return Err(WriteError::io(&named, ErrorKind::IsADirectory.into()));
    }
    Ok(file)
}

/// Where no part of the path is a link, the file stands where it is named; following them costs a call for every part of the root, too.
fn has_no_links(root: &Path, asset: &str) -> bool {
    let mut place = root.to_owned();
    asset.split('/').all(|part| {
        place.push(part);
        place.symlink_metadata().is_ok_and(|metadata| !metadata.is_symlink())
    })
}

/// What browsers are told that a file is.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_text_is_that_of_all_that_stands_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = dunce::canonicalize(folder.path()).unwrap();
        fs::write(root.join("x.woff2"), b"font").unwrap();
        let style = vec![Piece::Text("a".into()), Piece::DataAddress("x.woff2".into())];
        let pieces = [Piece::Text("sha256-".into()), Piece::Sha256(style)];
        let expected = STANDARD.encode(Sha256::digest("adata:font/woff2;base64,Zm9udA=="));
        assert_eq!(inlined(&pieces, &root).unwrap(), format!("sha256-{expected}").as_bytes());
    }
}
