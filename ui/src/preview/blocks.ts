/** The list of blocks that the reader's page consists of, as both sides of the frame keep it. */

/** One top-level block of the page. */
export interface Block {
  /** Any number of elements. */
  readonly html: string;
  /** How many source lines stand from its first line to the next block's; 0 for blocks without source. */
  readonly lines: number;
}

/** A splice of the list. */
export interface BlockPatch {
  readonly start: number;
  readonly remove: number;
  readonly insert: readonly Block[];
}

/** The list after a splice. */
export function spliced(blocks: readonly Block[], patch: BlockPatch): Block[] {
  return blocks.toSpliced(patch.start, patch.remove, ...patch.insert);
}

/** The blocks that have source of their own, in order. The first one, the header, starts with the file. */
export interface SourceStops {
  /** The source line, counted from zero, on which each starts; after them the line on which the last one ends. */
  readonly starts: readonly number[];
  /** Which block of the list each is; after them the one that follows the last. */
  readonly blocks: readonly number[];
}

/** Where the source starts anew, in a list of blocks with these numbers of lines. */
export function sourceStops(lines: readonly number[]): SourceStops {
  const starts: number[] = [];
  const blocks: number[] = [];
  let line = 0;
  let after = 0;
  lines.forEach((count, block) => {
    if (count === 0) return;
    starts.push(line);
    blocks.push(block);
    line += count;
    after = block + 1;
  });
  return { starts: [...starts, line], blocks: [...blocks, after] };
}
