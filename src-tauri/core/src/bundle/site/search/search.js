// Kiku's search: reads the index beside this page's folder, and nothing else. It asks no server, so it works from a disk.
"use strict";

(() => {
  const LONGEST = 24;
  const SHOWN = 50;

  /** Kana, ideographs and Hangul, after katakana became hiragana. */
  const IDEOGRAPH = /[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
  const WIDE = /[\u3041-\u3096\u309d-\u309f\u30f7-\u30fa\u30fc-\u30ff\uac00-\ud7a3]/u;
  const ALPHANUMERIC = /[\p{Alphabetic}\p{N}]/u;

  /** Both sides write a text in the same letters before they part it. */
  function folded(text) {
    const lower = text.normalize("NFKC").toLowerCase();
    return lower.replace(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
  }

  /** What a text is found by: pairs of neighbours in scripts without spaces, words elsewhere. */
  function terms(text) {
    const found = [];
    let word = [];
    let before = "";
    for (const letter of [...folded(text), " "]) {
      const wide = IDEOGRAPH.test(letter) || WIDE.test(letter);
      if (wide || !ALPHANUMERIC.test(letter)) {
        if (word.length > 0) found.push(word.join(""));
        word = [];
      } else if (word.length < LONGEST) {
        word.push(letter);
      }
      if (wide) {
        if (before !== "") found.push(before + letter);
        if (IDEOGRAPH.test(letter)) found.push(letter);
      }
      before = wide ? letter : "";
    }
    return found;
  }

  /** In which shard terms that start with these letters stand. */
  function shardOf(term, shards) {
    const [first = 0, second = 0] = [...term].map((letter) => letter.codePointAt(0));
    return (first * 31 + second) % shards;
  }

  /** The numbers that "0 3 10" stands for: distances in base 36. */
  function chaptersOf(text) {
    let last = 0;
    return text.split(" ").map((distance) => (last += parseInt(distance, 36)));
  }

  const index = { articles: null, chapters: [], shards: 0, terms: new Map() };

  globalThis.kikuSearch = {
    /** Called by `chapters.js`. */
    chapters([shards, articles]) {
      index.shards = shards;
      index.articles = articles;
      index.chapters = articles.flatMap((article) => article[4].map((chapter) => ({ article, chapter })));
    },
    /** Called by `terms-0.js` and so on. */
    terms(number, terms) {
      index.terms.set(number, terms);
    },
    termsOf: terms,
  };

  const loading = new Map();

  /** Runs a part of the index once. A page on disk may load scripts from beside it, and nothing else. */
  function load(file) {
    let loaded = loading.get(file);
    if (!loaded) {
      loaded = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = file;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(file);
          reject(new Error(file));
        };
        document.head.append(script);
      });
      loading.set(file, loaded);
    }
    return loaded;
  }

  /** The chapters that hold a term, or a longer word that starts with it. */
  async function holding(term) {
    const number = shardOf(term, index.shards);
    await load(`terms-${number}.js`);
    const shard = index.terms.get(number) ?? {};
    const found = new Set();
    const take = (chapters) => chaptersOf(chapters).forEach((chapter) => found.add(chapter));
    if (Object.hasOwn(shard, term)) take(shard[term]);
    if (!IDEOGRAPH.test(term) && !WIDE.test(term)) {
      for (const word of Object.keys(shard)) if (word !== term && word.startsWith(term)) take(shard[word]);
    }
    return found;
  }

  /** The chapters that hold every term; those whose titles do, first. The others stay in the site's order: newest first. */
  async function find(words) {
    await load("chapters.js");
    const all = [...new Set(terms(words))];
    // A letter that stands in a longer term is found with it; a kana alone stands nearly everywhere, and is no help.
    const helps = (term) =>
      [...term].length > 1 ||
      ((IDEOGRAPH.test(term) || /\p{N}/u.test(term)) &&
        !all.some((other) => other !== term && other.includes(term)));
    const asked = all.filter(helps);
    if (asked.length === 0) return null;
    const sets = await Promise.all(asked.map(holding));
    sets.sort((a, b) => a.size - b.size);
    const held = [...sets[0]].filter((chapter) => sets.every((set) => set.has(chapter)));
    const wanted = folded(words).trim();
    const rank = (number) => {
      const { article, chapter } = index.chapters[number];
      return folded(article[1]).includes(wanted) ? 0 : folded(chapter[0]).includes(wanted) ? 1 : 2;
    };
    const ranked = held.sort((a, b) => a - b).map((number) => ({ number, rank: rank(number) }));
    return ranked
      .sort((a, b) => a.rank - b.rank || a.number - b.number)
      .map(({ number }) => index.chapters[number]);
  }

  function result({ article, chapter }) {
    const [folder, title, date, language] = article;
    const [heading, place] = chapter;
    const item = document.createElement("li");
    item.lang = language;
    const link = document.createElement("a");
    link.href = `../${encodeURIComponent(folder)}/${place}`;
    link.textContent = heading === "" ? title : heading;
    const small = document.createElement("p");
    small.className = "card-meta";
    small.textContent = [heading === "" ? "" : title, date].filter((part) => part !== "").join(" · ");
    item.append(link, small);
    return item;
  }

  function start(search) {
    const field = search.querySelector("input");
    const count = search.querySelector(".search-count");
    const list = search.querySelector(".search-results");
    let latest = 0;

    function show(found) {
      count.textContent =
        found === null
          ? ""
          : found.length === 0
            ? search.dataset.nothing
            : search.dataset.found.replace("{count}", found.length);
      list.replaceChildren(...(found ?? []).slice(0, SHOWN).map(result));
    }

    async function look() {
      const mine = ++latest;
      try {
        const found = await find(field.value);
        if (mine === latest) show(found);
      } catch {
        if (mine === latest) count.textContent = search.dataset.failed;
      }
      try {
        // So that coming back from a result finds the same list. A page on disk may refuse.
        history.replaceState(
          null,
          "",
          field.value === "" ? location.pathname : `?q=${encodeURIComponent(field.value)}`,
        );
      } catch {
        // The list is shown all the same.
      }
    }

    search.hidden = false;
    field.addEventListener("input", (event) => {
      // While an input method composes, what stands in the field is not yet what is asked for.
      if (!event.isComposing) void look();
    });
    field.addEventListener("compositionend", () => void look());
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value !== "") void look();
    field.focus();
  }

  const search = globalThis.document?.querySelector(".search");
  if (search) start(search);
})();
