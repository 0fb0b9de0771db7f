// What enters: the bytes of a workbook. What leaves: its parts, unpacked one at a time, or a fault that says why not.
//
// Only .xlsx and .xlsm are read: other forms hold errors and formulas never calculated where they cannot be seen.

import { unzipSync } from "fflate";

import { type FileFault, Refused } from "../fault";

/** What unpacks to more bytes is refused before it is unpacked. */
const MOST_UNPACKED = 1_500_000_000;
const OLD_FORM = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const SAVE_AS = {
  en: "save it as .xlsx (Excel workbook) in Excel or WPS",
  zh: "请用 Excel 或 WPS 另存为 .xlsx（Excel 工作簿）",
};

export class Archive {
  readonly #bytes: Uint8Array;
  readonly names: ReadonlySet<string>;

  /** Throws {@link Refused} for what is no .xlsx workbook, with the mend that fits what it is. */
  constructor(
    readonly file: string,
    bytes: Uint8Array,
  ) {
    this.#bytes = bytes;
    this.#checkForm();
    const names = new Set<string>();
    let unpacked = 0;
    this.#guarded(() =>
      unzipSync(bytes, {
        filter: ({ name, originalSize }) => {
          names.add(name);
          unpacked += originalSize;
          return false;
        },
      }),
    );
    this.names = names;
    if (!names.has("_rels/.rels") || names.has("xl/workbook.bin") || names.has("content.xml")) {
      throw this.refused(`it is no .xlsx workbook; ${SAVE_AS.en}`, `不是 .xlsx 工作簿；${SAVE_AS.zh}`);
    }
    if (unpacked > MOST_UNPACKED) {
      throw this.refused(
        `it unpacks to ${unpacked} bytes, more than the ${MOST_UNPACKED} that are taken; split it`,
        `解压后为 ${unpacked} 字节，超过上限 ${MOST_UNPACKED} 字节；请拆分`,
      );
    }
  }

  part(name: string): Uint8Array {
    const found = this.#guarded(() => unzipSync(this.#bytes, { filter: (entry) => entry.name === name }))[name];
    if (!found) throw this.damaged(`${name} is missing`);
    return found;
  }

  text(name: string): string {
    return new TextDecoder().decode(this.part(name));
  }

  damaged(why: unknown, sheet = ""): Refused {
    const [en, zh] = sheet ? [` in sheet \`${sheet}\``, `工作表“${sheet}”`] : ["", ""];
    const told = why instanceof Error ? why.message : String(why);
    return this.refused(
      `it is damaged${en} (${told}); open it in Excel or WPS and save it again`,
      `${zh}已损坏（${told}）；请用 Excel 或 WPS 打开后重新保存`,
    );
  }

  refused(en: string, zh: string): Refused {
    return new Refused([{ path: this.file, en, zh } satisfies FileFault]);
  }

  #guarded<T>(unpack: () => T): T {
    try {
      return unpack();
    } catch (error) {
      throw this.damaged(error);
    }
  }

  #checkForm(): void {
    const bytes = this.#bytes;
    if (bytes.length === 0) {
      throw this.refused("the file is empty; choose the workbook itself", "文件为空；请选择正确的工作簿");
    }
    if (OLD_FORM.every((byte, at) => bytes[at] === byte)) {
      const head = new TextDecoder("utf-16le").decode(bytes.subarray(0, Math.min(bytes.length, 1 << 16) & ~1));
      throw head.includes("EncryptedPackage") || this.#holdsEncrypted()
        ? this.refused(
            "it is encrypted; open it with its password and save it without one",
            "工作簿已加密；请用密码打开，取消密码后另存",
          )
        : this.refused(`it is in the old .xls form; ${SAVE_AS.en}`, `为旧版 .xls 格式；${SAVE_AS.zh}`);
    }
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
      throw this.refused(`it is no workbook; ${SAVE_AS.en}`, `不是工作簿；${SAVE_AS.zh}`);
    }
  }

  /** The directory of an old container may stand at its end. */
  #holdsEncrypted(): boolean {
    const tail = this.#bytes.slice(-(1 << 20) & ~1);
    return new TextDecoder("utf-16le").decode(tail.subarray(tail.length & 1)).includes("EncryptedPackage");
  }
}
