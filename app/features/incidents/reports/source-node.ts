import { ElementNode, type LexicalNode, type SerializedElementNode, type Spread } from "lexical";
import { SOURCE_TYPE } from "#domain/incidents/reports/report-text.ts";

type SerializedSource = Spread<{ seq: number }, SerializedElementNode>;

/** A part of the text that was drawn from an entry of the timeline. On screen its number stands in the margin; on paper nothing shows. */
export class SourceNode extends ElementNode {
  __seq: number;

  static override getType(): string {
    return SOURCE_TYPE;
  }
  static override clone(node: SourceNode): SourceNode {
    return new SourceNode(node.__seq, node.__key);
  }
  static override importJSON(json: SerializedSource): SourceNode {
    return new SourceNode(json.seq).updateFromJSON(json);
  }
  constructor(seq = 0, key?: string) {
    super(key);
    this.__seq = seq;
  }
  override exportJSON(): SerializedSource {
    return { ...super.exportJSON(), seq: this.__seq };
  }
  override createDOM(): HTMLElement {
    const span = document.createElement("span");
    span.dataset.source = String(this.__seq);
    return span;
  }
  override updateDOM(before: this, dom: HTMLElement): boolean {
    if (before.__seq !== this.__seq) dom.dataset.source = String(this.__seq);
    return false;
  }
  setSeq(seq: number): void {
    this.getWritable().__seq = seq;
  }
  getSeq(): number {
    return this.getLatest().__seq;
  }
  override isInline(): true {
    return true;
  }
  override canBeEmpty(): false {
    return false;
  }
  /** What is typed at either end stands outside: the mark covers what was drawn. */
  override canInsertTextBefore(): false {
    return false;
  }
  override canInsertTextAfter(): false {
    return false;
  }
}

export const isSource = (node: LexicalNode | null | undefined): node is SourceNode => node instanceof SourceNode;
