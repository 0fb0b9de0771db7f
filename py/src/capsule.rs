//! What enters: an object that speaks the Arrow PyCapsule interface. What leaves: its arrays; and the way back.
//!
//! The only unsafe code of the binding: pointers out of capsules, whose names say what they point to.

#![expect(unsafe_code, reason = "the Arrow C data interface hands over pointers")]

use std::ffi::{CStr, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::NonNull;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{Array, ArrayReader, ArrayRef, RecordBatch, RecordBatchIterator, make_array};
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
        // A library may hand over what it read from a damaged file and did not look at.
        let sound = |array: ArrayRef| array.to_data().validate_full().map(|()| array);
        guarded(|| self.chunks.next().map(|array| array.and_then(sound)).transpose()).transpose()
    }
}

/// The arrays of an object; none where it does not speak Arrow.
pub fn arrays(source: &Bound<'_, PyAny>) -> PyResult<Option<Arrays>> {
    let py = source.py();
    if let Some(export) = source.getattr_opt(intern!(py, "__arrow_c_stream__"))? {
        let capsule = export.call0()?;
        let pointer: NonNull<FFI_ArrowArrayStream> = pointer(&capsule, STREAM)?.cast();
        // SAFETY: a capsule of this name points to a stream, which is taken out of it and left released.
        let reader = guarded(|| unsafe { ArrayStreamReader::from_raw(pointer.as_ptr()) })
            .map_err(|error| refused(&error))?;
        return Ok(Some(Arrays { field: reader.field().clone(), chunks: Box::new(reader) }));
    }
    if let Some(export) = source.getattr_opt(intern!(py, "__arrow_c_array__"))? {
        let (schema, array): (Bound<'_, PyAny>, Bound<'_, PyAny>) = export.call0()?.extract()?;
        let schema: NonNull<FFI_ArrowSchema> = pointer(&schema, SCHEMA)?.cast();
        let array: NonNull<FFI_ArrowArray> = pointer(&array, ARRAY)?.cast();
        // SAFETY: capsules of these names point to a schema and to an array of it, released or not.
        let gone =
            unsafe { schema.cast::<SchemaHead>().as_ref().release.is_none() || array.as_ref().is_released() };
        if gone {
            let taken = "the array was taken before; hand over a new capsule each time";
            return Err(refused(&ArrowError::CDataInterface(taken.to_owned())));
        }
        let (field, array) = guarded(|| {
            // SAFETY: the schema is borrowed while the capsule lives, the array is taken out and left released.
            let (field, data) = unsafe {
                let schema = schema.as_ref();
                let array = FFI_ArrowArray::from_raw(array.as_ptr());
                (Field::try_from(schema), from_ffi(array, schema))
            };
            Ok((field?, make_array(data?)))
        })
        .map_err(|error| refused(&error))?;
        return Ok(Some(Arrays { field: field.into(), chunks: Box::new(std::iter::once(Ok(array))) }));
    }
    Ok(None)
}

/// The members of a C schema up to the one that says whether somebody has taken it.
#[repr(C)]
struct SchemaHead {
    texts: [*const c_char; 3],
    numbers: [i64; 2],
    parts: [*const c_void; 2],
    release: Option<unsafe extern "C" fn(*mut FFI_ArrowSchema)>,
}

/// What is made of another library's memory; a panic over what it holds is that library's error, not ours.
fn guarded<T>(make: impl FnOnce() -> Result<T, ArrowError>) -> Result<T, ArrowError> {
    catch_unwind(AssertUnwindSafe(make)).unwrap_or_else(|_| {
        Err(ArrowError::CDataInterface("its arrays do not fit their types; make the table anew".to_owned()))
    })
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
