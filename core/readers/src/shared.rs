//! What enters: a file that somebody opened. What leaves: the same for several readers at once, each with a place of its own.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use ::parquet::errors::Result;
use ::parquet::file::reader::{ChunkReader, Length};
use bytes::Bytes;

/// A file.
pub(crate) struct Shared<F> {
    file: Arc<Mutex<F>>,
    length: u64,
}

/// A place in it.
pub(crate) struct Place<F> {
    file: Arc<Mutex<F>>,
    at: u64,
}

impl<F: Read + Seek> Shared<F> {
    pub(crate) fn new(mut file: F) -> io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        Ok(Self { file: Arc::new(Mutex::new(file)), length })
    }
}

impl<F> Clone for Shared<F> {
    fn clone(&self) -> Self {
        Self { file: Arc::clone(&self.file), length: self.length }
    }
}

impl<F: Read + Seek> Read for Place<F> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(into)?;
        self.at = self.at.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        Ok(read)
    }
}

impl<F> Length for Shared<F> {
    fn len(&self) -> u64 {
        self.length
    }
}

impl<F: Read + Seek + Send> ChunkReader for Shared<F> {
    type T = BufReader<Place<F>>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(Place { file: Arc::clone(&self.file), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let beyond = start.saturating_add(u64::try_from(length).unwrap_or(u64::MAX)) > self.length;
        if beyond {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        let mut bytes = vec![0; length];
        Place { file: Arc::clone(&self.file), at: start }.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}
