/**
 * Words as Markdown that shows exactly those words, with as few backslashes as that takes: what only might be markup in
 * another place stays as it is.
 */
export function escaped(words: string): string {
  return words
    .replace(/[\\`*]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/~~/g, "\\~~")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/\[(?=[@^]|[^\]]*\][([:])/g, "\\[")
    .replace(/\{(?=[^{}]+\|)/g, "\\{")
    .replace(/^(\s*)(#{1,6}(?=\s)|>|[-+](?=\s)|:{2,}|={2,}\s*$|-{2,}\s*$)/gm, "$1\\$2")
    .replace(/^(\s*\d{1,9})([.)])(?=\s)/gm, "$1\\$2");
}
