import type { BlockName } from "../blocks/kinds";

/**
 * What else a block is called, and how its Japanese names are read: it is found before an input method has converted
 * anything, and by the words that people bring from elsewhere.
 */
export const searchWords: Readonly<Record<BlockName, string>> = {
  source: "source card reference link そーす しりょう 資料 しゅってん 出典 さんこう 参考 かーど りんく",
  commentary: "balloon speech bubble chat ふきだし 吹き出し かいわ 会話 せりふ こめんと わしゃ 話者",
  quote: "quotation blockquote citation いんよう 引用 くおーと げんぶん 原文",
  qa: "question answer faq しつもん 質問 ぎもん 疑問 といかけ 問い いちもんいっとう 一問一答",
  takeaways: "summary points ようてん よてん 要点 まとめ ぽいんと がいよう 概要 わかること",
  figure: "image picture photo がぞう 画像 ず 図 しゃしん 写真 え きゃぷしょん",
  details: "fold toggle accordion collapse おりたたみ 折りたたみ あこーでぃおん たたむ しょうさい 詳細",
  note: "memo callout めも のーと ほそく 補足 ちゅう 注",
  tip: "hint advice ひんと こつ てぃっぷ",
  important: "じゅうよう 重要 たいせつ 大切",
  warning: "alert ちゅうい 注意 けいこく",
  caution: "danger けいこく 警告 きけん 危険",
  "page-break": "new page pagebreak かいぺーじ 改ページ くぎり 区切り つぎのぺーじ ぺーじ",
};
