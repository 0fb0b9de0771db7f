// What enters: a Chinese character. What leaves: the initials of its pinyin readings, as bits of a number (a is bit 0).
//
// The browser sorts by pinyin, so that where a character falls among the first characters of each initial tells its initial:
// no dictionary is sent. The sorting knows one reading a character; the others that occur in names of matters are listed here.

const FIRST = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const INITIALS = "abcdefghjklmnopqrstwxyz";

/** Characters with a second reading that begins otherwise, and that reading's initial. */
const SECOND: Readonly<Record<string, string>> = Object.fromEntries(
  ("行h 重c 长c 调t 会k 车j 单s 校j 畜x 传z 参s 藏z 石d 解x 种c 弹t 降x 率l 曾z 朝z 乐y 便p 仇q 盛c 省x 卡q 给j 系j " +
    "番p 圈j 提d 覃q 泊b 秘b 强j 宿x 粘n 奇j 折s 查z 幢z 厦x 茄q 裳c 壳q")
    .split(" ")
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
);

const collator = new Intl.Collator("zh-CN-u-co-pinyin");
/** A browser whose sorting knows no pinyin: then initials are not searched, names and codes are. */
const knows = collator.compare("八", "夕") < 0 && collator.compare("行", "阿") > 0 && collator.compare("丫", "扨") > 0;

const known = new Map<string, number>();

/** The initials of a character; 0 for a mark. Latin letters are their own. */
export function initials(character: string): number {
  const before = known.get(character);
  if (before !== undefined) return before;
  const bits = found(character);
  known.set(character, bits);
  return bits;
}

function found(character: string): number {
  const letter = character.toLowerCase().charCodeAt(0) - 97;
  if (letter >= 0 && letter < 26) return 1 << letter;
  if (!knows || !/\p{Script=Han}/u.test(character)) return 0;
  let low = 0;
  let high = FIRST.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (collator.compare(character, FIRST.charAt(middle)) >= 0) low = middle;
    else high = middle;
  }
  const second = SECOND[character];
  return bit(INITIALS.charAt(low)) | (second === undefined ? 0 : bit(second));
}

function bit(letter: string): number {
  return 1 << (letter.charCodeAt(0) - 97);
}
