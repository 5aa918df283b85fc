import type { FailureCode, Theme } from "../host/wire";

const number = new Intl.NumberFormat("ja");

/** The words in Japanese. Every other language has the same shape. */
export const ja = {
  tag: "ja",
  /** The language's own name. */
  name: "日本語",
  number: (value: number) => number.format(value),

  menu: {
    open: "メニュー",
    recent: "最近ひらいたもの",
    show: "表示",
    language: "言葉",
    theme: "明るさ",
    themes: { system: "システムに合わせる", light: "明るい", dark: "暗い" } satisfies Record<Theme, string>,
  },

  /** The name of every command. */
  commands: {
    save: "保存",
    open: "フォルダーを開く…",
    export: "書き出す…",
    undo: "元に戻す",
    redo: "やり直す",
    find: "検索と置換",
    repair: "カーソル位置の問題を直す",
    bold: "太字",
    italic: "斜体",
    strikethrough: "打ち消し線",
    code: "コード",
    link: "リンク",
    ruby: "ふりがな…",
    heading2: "章の見出し",
    heading3: "節の見出し",
    heading4: "小見出し",
    paragraph: "本文の段落",
    bulletList: "箇条書き",
    numberedList: "番号つきリスト",
    taskList: "チェックリスト",
    quote: "引用",
    nextProblem: "次の問題",
    previousProblem: "前の問題",
    binder: "サイドバー",
    editor: "本文",
    preview: "プレビュー",
    problems: "問題の一覧",
    shortcuts: "キーボードショートカット",
  },

  /** The groups of commands. */
  groups: {
    file: "ファイル",
    edit: "編集",
    insert: "挿入",
    format: "書式",
    chapter: "章",
    go: "移動",
    view: "表示",
    help: "ヘルプ",
  },

  panes: {
    binder: "サイドバー",
    editor: "本文",
    preview: "プレビュー",
    hide: (pane: string) => `${pane}を隠す`,
    show: (pane: string) => `${pane}を表示`,
    resize: (pane: string) => `${pane}の幅`,
  },

  /** The tabs of the binder. */
  side: {
    articles: "記事",
    counted: (tab: string, n: number) => `${tab} ${number.format(n)}件`,
  },

  save: {
    saved: "保存済み",
    dirty: "未保存",
    saving: "保存中…",
    conflict: "食い違いあり",
    readonly: "閲覧のみ",
    done: "保存しました",
  },

  welcome: {
    title: "Kiku",
    sentence: "ようこそ。書きたいことのあるフォルダーをひらいて、静かに書きはじめましょう。",
    open: "フォルダーを開く",
    recent: "最近ひらいたもの",
    hint: "publication.toml か article.md のあるフォルダーを選んでください。",
  },

  binder: {
    articles: "記事",
    empty: "まだ記事がありません",
    emptyHint: "フォルダーの中に article.md を置くと、ここに並びます。",
    introduction: "はじめに",
    untitled: "(無題)",
    page: (n: number) => `${number.format(n)}ページ`,
    characters: (n: number) => `${number.format(n)}字`,
    unsaved: "未保存の変更があります",
    status: { draft: "下書き", review: "確認中", approved: "承認済み", published: "公開" } as Record<
      string,
      string
    >,
  },

  problems: {
    title: "問題",
    none: "問題なし",
    count: (n: number) => `${number.format(n)}件`,
    error: "エラー",
    warning: "注意",
    errors: (n: number) => `エラー${number.format(n)}件`,
    warnings: (n: number) => `注意${number.format(n)}件`,
    line: (n: number) => `${number.format(n)}行目`,
    close: "問題の一覧を閉じる",
    clear: "見つかった問題はありません。よい調子です。",
    noRepair: "この場所を自動で直す方法はありません",
  },

  status: {
    label: "状態",
    words: (n: number) => `${number.format(n)}語`,
    characters: (n: number) => `${number.format(n)}字`,
    minutes: (n: number) => `約${number.format(n)}分`,
    manuscript: (n: number) => `原稿用紙${number.format(n)}枚`,
    position: (line: number, column: number) => `${number.format(line)}行 ${number.format(column)}列`,
  },

  editor: {
    name: "本文の編集",
    placeholder: "ここから書きはじめましょう",
    readonly: "このファイルは閲覧だけできます",
    readonlySafe: "書き換えると中身を損なうおそれがあるため、ファイルはそのままにしてあります。",
    none: "記事を選んでください",
    noneHint: "左の一覧から記事を選ぶと、ここで書けます。",
    phrases: {
      Find: "検索",
      Replace: "置換後",
      next: "次へ",
      previous: "前へ",
      "match case": "大文字と小文字を区別",
      regexp: "正規表現",
      "by word": "単語の単位で",
      replace: "置換",
      "replace all": "すべて置換",
      close: "閉じる",
      "current match": "現在の一致",
      "on line": "行",
      "replaced match on line $": "$行目を置換しました",
      "replaced $ matches": "$件を置換しました",
      "Go to line": "行へ移動",
      go: "移動",
      "Control character": "制御文字",
      "Selection deleted": "選択範囲を削除しました",
      "Front matter": "前書き",
      "Reading of $": "「$」の読み",
      "Spaces between readings give one to each character.": "空白で区切ると、一字ずつに読みがつきます",
    } as Record<string, string>,
  },

  preview: {
    name: "プレビュー",
    link: "ブラウザーで開きますか",
    linkHint: "記事の外のページです。開く前に、行き先をご確認ください。",
    openLink: "ブラウザーで開く",
  },

  conflict: {
    changed: "このファイルは、ほかの場所で書き換えられました",
    changedHint: "どちらの文章も失われていません。どちらを残すか選んでください。",
    deleted: "このファイルは、ディスクから削除されました",
    deletedHint: "あなたの文章はこの画面に残っています。",
    keepMine: "この画面の文章を残す",
    takeDisk: "ディスクの文章を読み込む",
    keepDeleted: "もう一度保存する",
    takeDeleted: "記事を閉じる",
    compare: "くらべて見る",
    mine: "この画面の文章",
    disk: "ディスクの文章",
    compareTitle: "二つの文章",
    compareHint: "色のついた行が違うところです。",
    keptMine: "この画面の文章を保存しました",
    tookDisk: "ディスクの文章を読み込みました。元に戻すこともできます",
    gone: "記事がディスクから削除されたため、閉じました",
  },

  close: {
    title: "保存していない文章があります",
    hint: "このまま閉じると、次の記事の変更が失われます。",
    save: "保存して閉じる",
    discard: "保存せずに閉じる",
  },

  export: {
    button: "書き出す",
    running: "書き出しています",
    progress: (done: number, total: number) =>
      `${number.format(total)}個のうち${number.format(done)}個のファイル`,
    preparing: "準備しています…",
    done: "書き出しました",
    pages: "ページ",
    files: "ファイル",
    size: "大きさ",
    problems: (n: number) =>
      `エラーが${number.format(n)}件残っています。公開の前に、問題の一覧をご確認ください。`,
    show: "フォルダーを表示",
    cancelled: "書き出しをやめました。前の書き出しはそのままです",
    again: "フォルダーを選び直す",
    stop: "やめる",
    choose: "書き出し先のフォルダーを選ぶ",
  },

  failure: {
    what: {
      open: "ひらけませんでした",
      save: "保存できませんでした",
      export: "書き出せませんでした",
      edit: "変更を受け渡せませんでした",
      link: "リンクを開けませんでした",
      show: "フォルダーを表示できませんでした",
      settings: "設定を保存できませんでした",
    },
    safe: {
      open: "ファイルには何もしていません。",
      save: "文章はこの画面に残っていて、ファイルも前のままです。",
      export: "前に書き出したものはそのまま残っています。",
      edit: "文章はこの画面に残っています。",
      link: "文章には影響ありません。",
      show: "文章には影響ありません。",
      settings: "この画面を閉じるまでは有効です。",
    },
    why: {
      notFound: "ファイルかフォルダーが見つかりません。",
      notAPublication: "publication.toml も article.md も見つからないフォルダーです。",
      permission: "読み書きが許可されていません。",
      notUtf8: "文字コードが UTF-8 ではありません。",
      diskFull: "ディスクの空きがありません。",
      foreignFiles: "選んだフォルダーに、Kiku が作ったものではないファイルがあります。",
      noArticle: "記事のファイルが見つかりません。",
      outOfStep: "画面とファイルの間で、版が食い違いました。",
      unsavedWork: "いま開いているフォルダーに、保存していない文章があります。",
      tooLarge: "ファイルが大きすぎるか、フォルダーの中のファイルが多すぎます。",
      unsafeTarget: "選んだフォルダーは、記事のフォルダーそのものか、それを含むフォルダーです。",
      busy: "ほかの書き出しがまだ終わっていません。",
      refused: "安全のため、この行き先は開かないことにしています。",
      internal: "Kiku の中で思わぬことが起きました。",
      io: "システムがエラーを返しました。",
    } satisfies Record<FailureCode, string>,
    todo: {
      notFound: "移動や名前の変更がなかったか確かめて、もう一度お試しください。",
      notAPublication: "記事のあるフォルダーか、その上のフォルダーを選んでください。",
      permission: "フォルダーのアクセス権を確かめるか、別の場所をお使いください。",
      notUtf8: "UTF-8 で保存し直してから、もう一度ひらいてください。",
      diskFull: "空きを作ってから、もう一度お試しください。",
      foreignFiles: "空のフォルダーか、前に書き出したフォルダーを選んでください。",
      noArticle: "一覧から記事を選び直してください。",
      outOfStep: "もう一度お試しください。",
      unsavedWork: "先に保存するか、保存せずに閉じてください。",
      tooLarge: "ファイルを分けるか、記事のあるフォルダーだけを選んでください。",
      unsafeTarget: "記事のフォルダーの外に、書き出し用のフォルダーを選んでください。",
      busy: "終わるのを待って、もう一度お試しください。",
      refused: "行き先をご確認ください。ウェブページかメールの宛先なら開けます。",
      internal: "もう一度お試しください。続くときは、下の詳細を添えてお知らせください。",
      io: "少し待って、もう一度お試しください。続くときは下の詳細が手がかりになります。",
    } satisfies Record<FailureCode, string>,
    details: "詳細",
    retry: "もう一度",
  },

  shortcuts: {
    title: "キーボードショートカット",
    writing: "本文",
    indent: "リストを一段下げる",
    outdent: "リストを一段上げる",
    closeFrontMatter: "前書きをたたむ",
    openFrontMatter: "前書きをひらく",
    leave: "本文から次の場所へ移る",
  },

  cancel: "キャンセル",
  closeDialog: "閉じる",
  dismiss: "通知を閉じる",
};

/** The shape of a catalogue. */
export type Words = typeof ja;
