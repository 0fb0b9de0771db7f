//! What enters: nothing. What leaves: the TypeScript declarations of the plain objects that encode.rs makes.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A value or the text's silence, never both, with the reasons it rests on. */
export type Answer<T> =
  | { value: T; silence?: undefined; reasons: Reason[] }
  | { value?: undefined; silence: Silence; reasons: Reason[] };

/** A party of the catalogue. */
export interface Party {
  /** The adopter's id. */
  id: string;
  /** The name in Chinese. */
  name: string;
  /** The name in English, where recorded. */
  nameEn?: string;
}

/** Why there is no value. */
export interface Silence {
  /** Whether the text does not decide, or does not apply. */
  kind: "undetermined" | "not_governed";
  /** The code of the cause, for example `undated_transfer`. */
  why: string;
  /** The silence in a sentence, in Chinese. */
  zh: string;
  /** The silence in a sentence, in English. */
  en: string;
}

/** What an answer rests on. */
export interface Reason {
  /** The norm's id: clause and letter, for example `2.5a`. */
  norm: string;
  /** The id of the reading that was used, if one was. */
  reading?: string;
  /** The id of the adopter's limit that was used, if one was. */
  limit?: string;
  /** The reason in a sentence, in Chinese. */
  zh: string;
  /** The reason in a sentence, in English. */
  en: string;
}

/** SHA-256 of what an answer rests on: the same digests and the same question give the same answer. */
export interface Digests {
  /** Of the catalogue. */
  catalogue: string;
  /** Of the profile. */
  profile: string;
  /** Of the calendar. */
  calendar: string;
}
"#;
