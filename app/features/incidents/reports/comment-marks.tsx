import { useLexicalComposerContext } from "@lexical/react/LexicalComposerContext";
import { useEffect, useRef } from "react";
import type { Doc } from "yjs";
import { type Anchor, spanOf } from "#domain/incidents/reports/anchor.ts";
import { paint, rangeOf } from "./comment-places.ts";

export type Mark = { id: string; quote: string; anchor: Anchor };
export type MarkProps = {
  marks: readonly Mark[];
  active: string | null;
  /** Where the words of each comment are on the screen; one whose words are gone is not there. */
  onRanges: (ranges: ReadonlyMap<string, Range>) => void;
  onActive: (id: string) => void;
};

/** The words that comments stand beside, followed as the text changes. A click on them chooses the comment. */
export function CommentMarks({ doc, marks, active, onRanges, onActive }: MarkProps & { doc: () => Doc | undefined }) {
  const [editor] = useLexicalComposerContext();
  const told = useRef({ doc, onRanges, onActive });
  told.current = { doc, onRanges, onActive };
  const ranges = useRef<ReadonlyMap<string, Range>>(new Map());
  useEffect(() => {
    let frame = 0;
    const place = () => {
      const root = editor.getRootElement();
      const shared = told.current.doc();
      if (!root || !shared) return;
      ranges.current = new Map(
        marks.flatMap(({ id, anchor, quote }) => {
          const span = spanOf(shared, anchor, quote);
          const range = span && rangeOf(root, span);
          return range ? [[id, range]] : [];
        }),
      );
      paint(ranges.current, active);
      told.current.onRanges(ranges.current);
    };
    // After the text has gone into the shared document, and once for all that comes in one frame.
    const soon = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(place);
    };
    soon();
    const stop = editor.registerUpdateListener(soon);
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [editor, marks, active]);
  useEffect(() => () => paint(new Map(), null), []);
  useEffect(() => {
    const choose = () => {
      const { anchorNode, anchorOffset } = document.getSelection() ?? {};
      if (!anchorNode) return;
      for (const [id, range] of ranges.current)
        if (range.isPointInRange(anchorNode, anchorOffset ?? 0)) return told.current.onActive(id);
    };
    return editor.registerRootListener((root, before) => {
      before?.removeEventListener("click", choose);
      root?.addEventListener("click", choose);
    });
  }, [editor]);
  return null;
}
