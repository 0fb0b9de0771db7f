// What enters: nothing. What leaves: the words of the shell in Chinese and English.

const zh = {
  name: "联动规则台",
  brand: "联动",
  brandSub: "规则台",
  skip: "跳到正文",
  loading: "正在载入…",
  failed: "本页无法启动：",
  nav: "视图",
  views: { who: "谁来审批", log: "检查台账", "what-if": "假如", rules: "规则" },
  language: "EN: switch to English",
  languageShort: "EN",
  theme: { auto: "外观：随系统", light: "外观：浅色", dark: "外观：深色" },
  zone: "换开发区",
  close: "关闭",
  footer: "依据晋市开办〔2021〕5号逐条编码；规范以本项目自己的话转述，以原文为准。",
  privacy: "所有计算都在本浏览器内完成，文件不会离开您的电脑。",
};

const en: typeof zh = {
  name: "Rule desk of liandong",
  brand: "liandong",
  brandSub: "Rule desk",
  skip: "Skip to content",
  loading: "Loading…",
  failed: "The page cannot start:",
  nav: "Views",
  views: { who: "Who approves?", log: "Check a log", "what-if": "What if", rules: "The rules" },
  language: "中：切换到中文",
  languageShort: "中",
  theme: { auto: "Appearance: as the system", light: "Appearance: light", dark: "Appearance: dark" },
  zone: "Change zone",
  close: "Close",
  footer: "Encodes 晋市开办〔2021〕5号 clause by clause, restated in our own words; the original prevails.",
  privacy: "Everything is computed in this browser; no file leaves your computer.",
};

/** The shell's words. */
export const shell = { zh, en };
