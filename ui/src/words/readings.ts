/**
 * How Japanese words of the interface are read, so that a command is found before its name is converted. A reading is
 * needed only for what is not kana already; longer words stand before those that they hold.
 */
const readings: readonly (readonly [string, string])[] = [
  ["書き出す", "かきだす"],
  ["記事一覧", "きじいちらん"],
  ["一覧", "いちらん"],
  ["保存", "ほぞん"],
  ["開く", "ひらく"],
  ["元に戻す", "もとにもどす"],
  ["戻す", "もどす"],
  ["やり直す", "やりなおす"],
  ["直す", "なおす"],
  ["検索", "けんさく"],
  ["置換", "ちかん"],
  ["位置", "いち"],
  ["問題", "もんだい"],
  ["次", "つぎ"],
  ["前", "まえ"],
  ["記事", "きじ"],
  ["本文", "ほんぶん"],
  ["探す", "さがす"],
  ["資料", "しりょう"],
  ["吹き出し", "ふきだし"],
  ["引用", "いんよう"],
  ["一問一答", "いちもんいっとう"],
  ["要点", "ようてん"],
  ["折りたたみ", "おりたたみ"],
  ["重要", "じゅうよう"],
  ["注意", "ちゅうい"],
  ["警告", "けいこく"],
  ["改ページ", "かいぺーじ"],
  ["図", "ず"],
  ["挿入", "そうにゅう"],
  ["見出し", "みだし"],
  ["移動", "いどう"],
  ["分ける", "わける"],
  ["加える", "くわえる"],
  ["複製", "ふくせい"],
  ["削除", "さくじょ"],
  ["動かす", "うごかす"],
  ["章", "しょう"],
];

/** A name as it is spoken, in kana as far as its words are known. */
export function readingOf(name: string): string {
  return readings.reduce((text, [word, reading]) => text.replaceAll(word, reading), name);
}
