import { LexicalCollaboration } from "@lexical/react/LexicalCollaborationContext";
import { CollaborationPlugin } from "@lexical/react/LexicalCollaborationPlugin";
import { LexicalComposer } from "@lexical/react/LexicalComposer";
import { useLexicalComposerContext } from "@lexical/react/LexicalComposerContext";
import { ContentEditable } from "@lexical/react/LexicalContentEditable";
import { LexicalErrorBoundary } from "@lexical/react/LexicalErrorBoundary";
import { RichTextPlugin } from "@lexical/react/LexicalRichTextPlugin";
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  FORMAT_TEXT_COMMAND,
  type LexicalEditor,
  mergeRegister,
  PASTE_COMMAND,
} from "lexical";
import { useCallback, useEffect, useRef, useState } from "react";
import { Doc } from "yjs";
import { CommentMarks, type MarkProps } from "./comment-marks.tsx";
import { type FaceOfLine, type MarginLine, marginOf, readText, type WrittenText } from "./editor-text.ts";
import { SharedText, type TextState } from "./shared-text.ts";
import { SourceNode } from "./source-node.ts";

export type EditorHandle = { editor: LexicalEditor; doc: () => Doc | undefined; tellAround: () => void };
export type ReportEditorProps = MarkProps & {
  /** report:<id>:<version> */
  name: string;
  label: string;
  who: string;
  editable: boolean;
  onState: (change: Partial<TextState>) => void;
  onText: (text: WrittenText) => void;
  /** Something around the text changed, or the text is no longer written: ask for what is so now. */
  onAround: () => void;
  onReady: (handle: EditorHandle) => void;
};

/** The shared text. The server has built its beginning and saves it; this browser writes into what it was given. */
export default function ReportEditor(props: ReportEditorProps) {
  const { name, label, who, editable, onState, onAround, onReady } = props;
  const cursors = useRef<HTMLDivElement>(null);
  const held = useRef<Doc>();
  const doc = useCallback(() => held.current, []);
  const shared = useRef<SharedText | null>(null);
  const around = useRef(onAround);
  around.current = onAround;
  const tell = useRef(onState);
  tell.current = onState;
  const provide = useCallback((id: string, documents: Map<string, Doc>) => {
    const document = new Doc();
    documents.set(id, document);
    held.current = document;
    shared.current = new SharedText(
      id,
      document,
      (change) => tell.current(change),
      () => around.current(),
    );
    return shared.current;
  }, []);
  return (
    <LexicalCollaboration>
      <LexicalComposer
        initialConfig={{
          namespace: "report",
          // The document comes from the server alone.
          editorState: null,
          editable,
          nodes: [SourceNode],
          theme: { paragraph: "report-line" },
          onError(error) {
            throw error;
          },
        }}
      >
        <div ref={cursors} className="report-cursors relative">
          <RichTextPlugin
            contentEditable={
              <ContentEditable
                aria-label={label}
                className="report-text min-h-40 outline-none"
                data-report-text
                spellCheck={false}
              />
            }
            ErrorBoundary={LexicalErrorBoundary}
          />
          <Margin onText={props.onText} />
          <CommentMarks
            doc={doc}
            marks={props.marks}
            active={props.active}
            onRanges={props.onRanges}
            onActive={props.onActive}
          />
        </div>
        <CollaborationPlugin
          id={name}
          providerFactory={provide}
          shouldBootstrap={false}
          username={who}
          cursorColor="color-mix(in srgb, var(--ink) 65%, var(--paper))"
          cursorsContainerRef={cursors}
        />
        <PlainWords
          editable={editable}
          onReady={(editor) => onReady({ editor, doc, tellAround: () => shared.current?.tellAround() })}
        />
      </LexicalComposer>
    </LexicalCollaboration>
  );
}

/** Words alone: no bold, no pasted shapes; what is pasted comes as its text, a paragraph a line. */
function PlainWords({ editable, onReady }: { editable: boolean; onReady: (editor: LexicalEditor) => void }) {
  const [editor] = useLexicalComposerContext();
  const ready = useRef(onReady);
  ready.current = onReady;
  useEffect(() => editor.setEditable(editable), [editor, editable]);
  useEffect(() => {
    ready.current(editor);
    return mergeRegister(
      editor.registerCommand(FORMAT_TEXT_COMMAND, () => true, COMMAND_PRIORITY_CRITICAL),
      editor.registerCommand(
        PASTE_COMMAND,
        (event) => {
          const text = event instanceof ClipboardEvent ? (event.clipboardData?.getData("text/plain") ?? "") : "";
          event.preventDefault();
          const selection = $getSelection();
          if (!$isRangeSelection(selection) || text === "") return true;
          for (const [index, line] of text.split(/\r?\n/).entries()) {
            if (index > 0) selection.insertParagraph();
            if (line) selection.insertText(line);
          }
          return true;
        },
        COMMAND_PRIORITY_CRITICAL,
      ),
    );
  }, [editor]);
  return null;
}

/** Numbers of the entries beside the lines that were drawn from them, on screen only; and what the page counts. */
function Margin({ onText }: { onText: (text: WrittenText) => void }) {
  const [editor] = useLexicalComposerContext();
  const [lines, setLines] = useState<MarginLine[]>([]);
  const tell = useRef(onText);
  tell.current = onText;
  useEffect(() => {
    const measure = () => {
      const root = editor.getRootElement();
      if (!root) return;
      const text = editor.getEditorState().read(readText);
      tell.current(text);
      setLines(marginOf(root, setFace));
    };
    measure();
    const observer = new ResizeObserver(measure);
    const root = editor.getRootElement();
    if (root) observer.observe(root);
    const stop = editor.registerUpdateListener(measure);
    return () => {
      stop();
      observer.disconnect();
    };
  }, [editor]);
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 left-0 phone:hidden print:hidden">
      {lines.map((line) => (
        <span
          key={line.key}
          style={{ top: `${line.top}px` }}
          className="absolute right-full mr-3 max-w-24 text-right font-sans text-12 whitespace-nowrap text-ink"
        >
          {line.seqs.map((seq) => `#${seq}`).join(" ")}
        </span>
      ))}
    </div>
  );
}

const setFace = (line: HTMLElement, face: FaceOfLine) => {
  if (line.dataset.face !== face) line.dataset.face = face;
};
