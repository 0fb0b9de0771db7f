//! What enters: the core's answers. What leaves: the frozen classes `Answer`, `Party`, `Silence` and `Reason`.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use liandong::{Basis, Day, Lang, Rulebook};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// A party of the catalogue.
#[pyclass(frozen, eq, hash, get_all, module = "liandong")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Party {
    /// The adopter's id.
    id: String,
    /// The name in Chinese.
    name: String,
    /// The name in English, where recorded.
    name_en: Option<String>,
}

#[pymethods]
impl Party {
    fn __repr__(&self) -> String {
        format!("Party(id={:?}, name={:?})", self.id, self.name)
    }
}

/// Why there is no value: the text does not decide (`undetermined`) or does not apply (`not_governed`).
#[pyclass(frozen, eq, hash, module = "liandong")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Silence {
    core: liandong::Silence,
}

#[pymethods]
impl Silence {
    /// `undetermined` or `not_governed`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.core.kind()
    }

    /// The code of the cause, for example `undated_transfer`.
    #[getter]
    fn why(&self) -> &'static str {
        self.core.why()
    }

    /// The silence in words; `lang` is `zh` or `en`.
    #[pyo3(signature = (lang = "zh"))]
    fn text(&self, lang: &str) -> PyResult<&'static str> {
        Ok(self.core.text(language(lang)?))
    }

    fn __repr__(&self) -> String {
        format!("Silence(kind={:?}, why={:?})", self.kind(), self.why())
    }
}

/// What an answer rests on: a norm and, where one was used, a reading or the adopter's limit.
#[pyclass(frozen, eq, hash, module = "liandong")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Reason {
    norm: String,
    reading: Option<&'static str>,
    limit: Option<&'static str>,
    zh: String,
    en: String,
}

impl Reason {
    fn of(reason: &liandong::Reason<'_>) -> Reason {
        let (reading, limit) = match reason.basis {
            None => (None, None),
            Some(Basis::Reading(reading)) => (Some(reading.id()), None),
            Some(Basis::Limit(limit)) => (None, Some(limit.id())),
        };
        let (zh, en) = (reason.text(Lang::Zh), reason.text(Lang::En));
        Reason { norm: reason.norm.to_string(), reading, limit, zh, en }
    }
}

#[pymethods]
impl Reason {
    /// The norm's id: clause and letter, for example `2.5a`.
    #[getter]
    fn norm(&self) -> &str {
        &self.norm
    }

    /// The id of the reading that was used, if one was.
    #[getter]
    fn reading(&self) -> Option<&'static str> {
        self.reading
    }

    /// The id of the adopter's limit that was used, if one was.
    #[getter]
    fn limit(&self) -> Option<&'static str> {
        self.limit
    }

    /// The reason in words; `lang` is `zh` or `en`.
    #[pyo3(signature = (lang = "zh"))]
    fn text(&self, lang: &str) -> PyResult<&str> {
        Ok(match language(lang)? {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        })
    }

    fn __repr__(&self) -> String {
        let mut shown = format!("Reason(norm={:?}", self.norm);
        for (name, value) in [("reading", self.reading), ("limit", self.limit)] {
            if let Some(value) = value {
                shown.push_str(&format!(", {name}={value:?}"));
            }
        }
        shown + ")"
    }
}

#[derive(PartialEq, Eq, Hash)]
enum Value {
    Party(Party),
    Silence(Silence),
}

/// A value, or the text's silence, with the reasons it rests on.
#[pyclass(frozen, eq, hash, module = "liandong")]
pub struct Answer {
    value: Value,
    /// The question, asked again when the reasons are: most answers are read for their value only.
    asked: (Arc<Rulebook>, String, Day),
    reasons: OnceLock<Vec<Reason>>,
}

impl Answer {
    /// The approver of `matter` on the day `on`; none where the rulebook has no such matter.
    pub fn approver(rulebook: &Arc<Rulebook>, matter: &str, on: Day) -> Result<Answer, liandong::UnknownId> {
        let value = match rulebook.matter(matter)?.approver(on).value {
            Ok(party) => Value::Party(Party {
                id: party.id.clone(),
                name: party.name.clone(),
                name_en: party.name_en.clone(),
            }),
            Err(core) => Value::Silence(Silence { core }),
        };
        Ok(Answer { value, asked: (Arc::clone(rulebook), matter.to_owned(), on), reasons: OnceLock::new() })
    }

    fn reasons(&self) -> &[Reason] {
        self.reasons.get_or_init(|| {
            let (rulebook, matter, on) = &self.asked;
            let answer = rulebook.matter(matter).map(|matter| matter.approver(*on));
            answer
                .map_or_else(|_| Vec::new(), |answer| answer.reasons.iter().map(|r| Reason::of(&r)).collect())
        })
    }
}

impl PartialEq for Answer {
    fn eq(&self, other: &Answer) -> bool {
        self.value == other.value && self.reasons() == other.reasons()
    }
}

impl Eq for Answer {}

impl Hash for Answer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

#[pymethods]
impl Answer {
    /// The `Party`, or a `Silence`.
    #[getter]
    fn value<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match &self.value {
            Value::Party(party) => Bound::new(py, party.clone()).map(Bound::into_any),
            Value::Silence(silence) => Bound::new(py, silence.clone()).map(Bound::into_any),
        }
    }

    /// What the answer rests on, the deciding reasons first.
    #[getter(reasons)]
    fn reasons_in_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.reasons().to_vec())
    }

    fn __repr__(&self) -> String {
        let value = match &self.value {
            Value::Party(party) => party.__repr__(),
            Value::Silence(silence) => silence.__repr__(),
        };
        let reasons: Vec<String> = self.reasons().iter().map(Reason::__repr__).collect();
        let comma = if reasons.len() == 1 { "," } else { "" };
        format!("Answer(value={value}, reasons=({}{comma}))", reasons.join(", "))
    }
}

fn language(lang: &str) -> PyResult<Lang> {
    match lang {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        other => Err(PyValueError::new_err(format!("unknown language `{other}`; there are `zh` and `en`"))),
    }
}
