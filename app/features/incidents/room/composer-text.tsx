import { forwardRef, type KeyboardEvent, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MentionablePerson } from "#domain/incidents/queries/mentionable.server.ts";
import { TextArea } from "../../../ui/field.tsx";
import { isComposing } from "../../../ui/keys.ts";
import { mentionAt } from "./mention-at.ts";
import { MentionList } from "./mention-list.tsx";
import { textPieces } from "./timeline-rows.ts";

export type Mentioned = { id: string; name: string };
export type ComposerTextHandle = {
  text(): string;
  /** Those named who still stand in the text. */
  mentions(): Mentioned[];
  set(text: string, mentions: readonly Mentioned[]): void;
  /** Writes at the caret, as if it were typed. */
  type(text: string): void;
  focus(): void;
};

type Props = {
  incidentId: string;
  label: string;
  placeholder: string;
  name: string;
  /** What was typed before the page came back: a form without scripts that was refused. */
  initial?: string;
  invalid?: boolean;
  onChange(text: string): void;
  onPaste(event: React.ClipboardEvent): void;
  onBlur(): void;
};

/**
 * The text of an entry. The field is the browser's own: nothing that comes live renders it again, so caret and input method
 * are never disturbed. Who is mentioned is chosen from a list that opens at `@`, never while an input method composes.
 */
export const ComposerText = forwardRef<ComposerTextHandle, Props>(function ComposerText(props, ref) {
  const { t } = useTranslation("room");
  const area = useRef<HTMLTextAreaElement>(null);
  const known = useRef(new Map<string, Mentioned>());
  const listId = useId();
  const [shown, setShown] = useState("");
  const [asked, setAsked] = useState<{ query: string; from: number } | null>(null);
  const [found, setFound] = useState<{ query: string; people: readonly MentionablePerson[] } | null>(null);
  const [at, setAt] = useState(0);
  /** What stood after the `@` when Enter came before the answer: its first hit is taken as soon as it is there. */
  const takeFirst = useRef<string | null>(null);

  const mentions = () => {
    const text = area.current?.value ?? "";
    const names = [...known.current.values()];
    const standing = new Set(
      textPieces(
        text,
        names.map((one) => one.name),
      ).flatMap((p) => (p.as === "mention" ? [p.text.slice(1)] : [])),
    );
    return names.filter((one) => standing.has(one.name));
  };
  const read = () => {
    const value = area.current?.value ?? "";
    setShown(value);
    props.onChange(value);
  };
  const look = () => {
    const field = area.current;
    const mention = field ? mentionAt(field.value, field.selectionStart) : null;
    setAsked(mention);
    if (!mention) setFound(null);
  };
  const insert = (text: string, from?: number) => {
    const field = area.current;
    if (!field) return;
    field.focus();
    if (from !== undefined) field.setSelectionRange(from, field.selectionStart);
    // The old command is the one way that keeps the browser's own undo.
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  useImperativeHandle(ref, () => ({
    text: () => area.current?.value ?? "",
    mentions,
    set(text, named) {
      for (const one of named) known.current.set(one.id, one);
      if (!area.current) return;
      area.current.value = text;
      area.current.style.height = "";
      setShown(text);
      setAsked(null);
    },
    type(text) {
      insert(text);
      look();
    },
    focus: () => area.current?.focus(),
  }));

  const latestChoose = useRef<(person: MentionablePerson) => void>(() => {});
  const query = asked?.query;
  useEffect(() => {
    if (query === undefined) return;
    let gone = false;
    const timer = setTimeout(async () => {
      const response = await fetch(`/incidents/${props.incidentId}/people?q=${encodeURIComponent(query)}`, {
        headers: { Accept: "application/json" },
      }).catch(() => null);
      if (gone || !response?.ok) return;
      const { people } = (await response.json()) as { people: MentionablePerson[] };
      if (gone) return;
      const first = takeFirst.current === query ? people[0] : undefined;
      takeFirst.current = null;
      if (first) return latestChoose.current(first);
      setFound({ query, people });
      setAt(0);
      // Somebody whose whole name is written out is mentioned without being chosen, unless two have the same.
      const named = people.filter((one) => one.name === query);
      if (named.length === 1) known.current.set(named[0]!.id, { id: named[0]!.id, name: named[0]!.name });
    }, 120);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [query, props.incidentId]);

  const choose = (person: MentionablePerson) => {
    known.current.set(person.id, { id: person.id, name: person.name });
    insert(`@${person.name} `, asked?.from);
    setAsked(null);
    setFound(null);
  };
  latestChoose.current = choose;
  const people = found?.people ?? [];
  const open = asked !== null && found !== null && (people.length > 0 || asked.query !== "");
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey) return;
    const chosen = people[at];
    // The list still answers what was asked before: nobody is named whom the person does not see there for these letters.
    const isOld = found.query !== asked.query;
    if (event.key === "Escape") setAsked(null);
    else if (isOld && (event.key === "Enter" || event.key === "Tab")) takeFirst.current = asked.query;
    else if (!chosen) return;
    else if (event.key === "ArrowDown") setAt((at + 1) % people.length);
    else if (event.key === "ArrowUp") setAt((at - 1 + people.length) % people.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const names = [...known.current.values()].map((one) => one.name);
  return (
    <div className="relative">
      {open ? (
        <MentionList
          id={listId}
          label={t("mention.label")}
          people={people}
          at={at}
          query={asked.query}
          onChoose={choose}
        />
      ) : null}
      <p
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 overflow-hidden px-2.5 py-1.5 text-14 break-words whitespace-pre-wrap text-transparent phone:text-16"
      >
        {textPieces(shown, names).map((piece, i) =>
          piece.as === "mention" ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in order
            <mark key={i} className="rounded-tag bg-act-tint text-transparent ring-1 ring-act-line">
              {piece.text}
            </mark>
          ) : (
            piece.text
          ),
        )}
      </p>
      <TextArea
        ref={area}
        bare
        name={props.name}
        aria-label={props.label}
        aria-invalid={props.invalid}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && people[at] ? `${listId}-${at}` : undefined}
        placeholder={props.placeholder}
        defaultValue={props.initial}
        maxLength={4000}
        rows={1}
        maxRows={6}
        onInput={(event) => {
          read();
          if (!(event.nativeEvent as InputEvent).isComposing) look();
        }}
        onCompositionEnd={look}
        onSelect={look}
        onKeyDown={onKeyDown}
        onPaste={props.onPaste}
        onBlur={() => {
          setAsked(null);
          props.onBlur();
        }}
        className="relative px-2.5 py-1.5 break-words"
      />
    </div>
  );
});
