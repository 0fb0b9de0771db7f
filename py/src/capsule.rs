//! What enters: an object that speaks the Arrow PyCapsule interface. What leaves: its arrays; and the way back.
//!
//! The only unsafe code of the binding: pointers out of capsules, whose names say what they point to.

#![expect(unsafe_code, reason = "the Arrow C data interface hands over pointers")]

use std::ffi::{CStr, c_void};
use std::ptr::NonNull;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{ArrayReader, ArrayRef, RecordBatch, RecordBatchIterator, make_array};
use arrow_schema::{ArrowError, Field, FieldRef, SchemaRef};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

const STREAM: &CStr = c"arrow_array_stream";
const ARRAY: &CStr = c"arrow_array";
const SCHEMA: &CStr = c"arrow_schema";

/// Arrays of one type, one after the other.
pub struct Arrays {
    pub field: FieldRef,
    chunks: Box<dyn Iterator<Item = Result<ArrayRef, ArrowError>> + Send>,
}

impl Iterator for Arrays {
    type Item = Result<ArrayRef, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.chunks.next()
    }
}

/// The arrays of an object; none where it does not speak Arrow.
pub fn arrays(source: &Bound<'_, PyAny>) -> PyResult<Option<Arrays>> {
    let py = source.py();
    if let Some(export) = source.getattr_opt(intern!(py, "__arrow_c_stream__"))? {
        let capsule = export.call0()?;
        let pointer: NonNull<FFI_ArrowArrayStream> = pointer(&capsule, STREAM)?.cast();
        // SAFETY: a capsule of this name points to a stream, which is taken out of it and left released.
        let reader =
            unsafe { ArrayStreamReader::from_raw(pointer.as_ptr()) }.map_err(|error| refused(&error))?;
        return Ok(Some(Arrays { field: reader.field().clone(), chunks: Box::new(reader) }));
    }
    if let Some(export) = source.getattr_opt(intern!(py, "__arrow_c_array__"))? {
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) = export.call0()?.extract()?;
        let schema: NonNull<FFI_ArrowSchema> = pointer(&schema, SCHEMA)?.cast();
        let array: NonNull<FFI_ArrowArray> = pointer(&array, ARRAY)?.cast();
        // SAFETY: capsules of these names point to a schema, which is borrowed while the capsule lives, and to an array
        // of it, which is taken out and left released.
        let (field, data) = unsafe {
            let schema = schema.as_ref();
            let array = FFI_ArrowArray::from_raw(array.as_ptr());
            (Field::try_from(schema), from_ffi(array, schema))
        };
        let field = field.map_err(|error| refused(&error))?;
        let array = make_array(data.map_err(|error| refused(&error))?);
        return Ok(Some(Arrays { field: field.into(), chunks: Box::new(std::iter::once(Ok(array))) }));
    }
    Ok(None)
}

/// A batch as a stream that any Arrow library takes; nothing of it is copied.
pub fn stream<'py>(py: Python<'py>, batch: RecordBatch) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = batch.schema();
    let reader = RecordBatchIterator::new([Ok(batch)], schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
}

/// A schema as any Arrow library takes it.
pub fn schema<'py>(py: Python<'py>, schema: &SchemaRef) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema.as_ref()).map_err(|error| refused(&error))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// What an Arrow library could not do.
pub fn refused(error: &ArrowError) -> PyErr {
    PyTypeError::new_err(format!("the Arrow data cannot be read: {error}"))
}

fn pointer(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<c_void>> {
    let capsule = capsule
        .cast::<PyCapsule>()
        .map_err(|_| PyTypeError::new_err(format!("expected a PyCapsule named {name:?}")))?;
    capsule.pointer_checked(Some(name))
}
