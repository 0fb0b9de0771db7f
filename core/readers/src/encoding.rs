//! What enters: bytes. What leaves: which encoding they are in, and their text, with what cannot be decoded marked.

use std::borrow::Cow;
use std::fmt;

#[cfg(feature = "encodings")]
use encoding_rs::DecoderResult;

/// How text is written as bytes.
///
/// ```
/// use liandong_readers::Encoding;
///
/// assert_eq!(Encoding::detect("编号,时间".as_bytes()), Encoding::Utf8);
/// assert_eq!(Encoding::detect(b"\xb1\xe0\xba\xc5,\xca\xb1\xbc\xe4"), Encoding::Gb18030);
/// assert_eq!(Encoding::detect(b"\xff\xfei\0d\0"), Encoding::Utf16Le);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, the lower byte first: a spreadsheet's "Unicode text".
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// GB 18030, which GBK and GB 2312 are parts of: what `ANSI` means on a Chinese Windows.
    Gb18030,
}

/// A byte that no UTF-8 text holds: it stands for what could not be decoded.
const UNDECODABLE: u8 = 0xFF;

impl Encoding {
    /// Every encoding.
    pub const ALL: &'static [Self] = &[Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Gb18030];

    /// Its name, as standards write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
        }
    }

    const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 => b"\xef\xbb\xbf",
            Self::Utf16Le => b"\xff\xfe",
            Self::Utf16Be => b"\xfe\xff",
            Self::Gb18030 => b"\x84\x31\x95\x33",
        }
    }

    /// Tells the encoding of a whole text: by its byte order mark; without one, UTF-8 where all of it is valid UTF-8;
    /// else GB 18030, unless more of the lines outside ASCII are valid UTF-8 than are not.
    ///
    /// The last is a UTF-8 file with a few damaged lines: read as GB 18030, its good lines would turn into other
    /// characters without a fault. UTF-16 without a mark is never assumed.
    ///
    /// ```
    /// # use liandong_readers::Encoding;
    /// let mut damaged = "受理\n决定\n推送\n".as_bytes().to_vec();
    /// damaged.remove(1);
    /// assert_eq!(Encoding::detect(&damaged), Encoding::Utf8);
    /// ```
    #[must_use]
    pub fn detect(bytes: &[u8]) -> Self {
        Self::detect_text(bytes).0
    }

    /// The same, and the text itself where it was seen to be valid UTF-8.
    pub(crate) fn detect_text(bytes: &[u8]) -> (Self, Option<&str>) {
        if let Some(marked) = Self::ALL.iter().find(|encoding| bytes.starts_with(encoding.mark())) {
            return (*marked, None);
        }
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return (Self::Utf8, Some(text));
        }
        let (mut valid, mut invalid) = (0_usize, 0_usize);
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
            let count = if std::str::from_utf8(line).is_ok() { &mut valid } else { &mut invalid };
            *count = count.saturating_add(1);
        }
        (if valid > invalid { Self::Utf8 } else { Self::Gb18030 }, None)
    }

    pub(crate) fn without_mark(self, bytes: &[u8]) -> &[u8] {
        bytes.strip_prefix(self.mark()).unwrap_or(bytes)
    }

    #[cfg(feature = "encodings")]
    const fn standard(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
        }
    }

    /// Whether delimiters, quotes and line ends are the bytes they are in ASCII, and no other character has these.
    pub(crate) const fn keeps_ascii(self) -> bool {
        match self {
            // The second and fourth bytes of GB 18030 are 0x30 to 0x39 and 0x40 to 0xFE: none of `"` `,` `;` tab, CR, LF.
            Self::Utf8 | Self::Gb18030 => true,
            Self::Utf16Le | Self::Utf16Be => false,
        }
    }

    /// The text in UTF-8, in which each sequence that cannot be decoded is a byte that UTF-8 has no place for.
    pub(crate) fn marked_utf8(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        if self == Self::Utf8 {
            return Cow::Borrowed(bytes);
        }
        self.decoded_utf8(bytes).into()
    }

    /// Adds the text of `bytes` to `into`; false where some of it cannot be decoded.
    pub(crate) fn decode(self, bytes: &[u8], into: &mut String) -> bool {
        if bytes.is_ascii()
            && self.keeps_ascii()
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            into.push_str(text);
            return true;
        }
        self.decode_all(bytes, into)
    }
}

#[cfg(feature = "encodings")]
impl Encoding {
    fn decoded_utf8(self, bytes: &[u8]) -> Vec<u8> {
        let mut decoder = self.standard().new_decoder_without_bom_handling();
        let mut text = Vec::with_capacity(bytes.len().saturating_add(bytes.len() / 2));
        let mut chunk = [0_u8; 8192];
        let mut rest = bytes;
        loop {
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, &mut chunk, true);
            text.extend_from_slice(chunk.get(..written).unwrap_or_default());
            rest = rest.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return text,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => text.push(UNDECODABLE),
            }
        }
    }

    fn decode_all(self, bytes: &[u8], into: &mut String) -> bool {
        let mut decoder = self.standard().new_decoder_without_bom_handling();
        let Some(longest) = decoder.max_utf8_buffer_length_without_replacement(bytes.len()) else {
            return false;
        };
        into.reserve(longest);
        let (result, _) = decoder.decode_to_string_without_replacement(bytes, into, true);
        matches!(result, DecoderResult::InputEmpty)
    }
}

/// Without the tables of other encodings nothing but UTF-8 can be decoded: every other line is said to be undecodable.
#[cfg(not(feature = "encodings"))]
impl Encoding {
    fn decoded_utf8(self, bytes: &[u8]) -> Vec<u8> {
        let ascii_or_mark = |byte: &u8| if byte.is_ascii() { *byte } else { UNDECODABLE };
        bytes.iter().filter(|byte| **byte != 0).map(ascii_or_mark).collect()
    }

    fn decode_all(self, bytes: &[u8], into: &mut String) -> bool {
        let text = std::str::from_utf8(bytes).ok().filter(|_| self == Self::Utf8);
        into.push_str(text.unwrap_or_default());
        text.is_some()
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
