import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardView } from "#domain/incidents/board.ts";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { type Phase, phaseNames, phases } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { toast } from "../../../ui/toasts.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { useCommand } from "../../live/use-command.ts";
import { optionOf } from "./card-facts.ts";

/** A move that asks for something first. */
export type Question = { card: ShownCard; target: Phase; asks: "reason" | "note" | "outcome" | "units" };
/** `moot`: another person was first, so the answer no longer matters; what was written is kept. */
export type Answered = { done: true } | { moot: true } | { message: string; fields?: Record<string, string> };

type Board = {
  view: BoardView;
  place: (id: string, phase: Phase) => void;
  takeBack: (id: string) => void;
  settle: (id: string, phase: Phase) => void;
  /** Why nothing can be moved now (the connection is lost); null otherwise. */
  off: string | null;
  announce: (words: string) => void;
  /** The card stands where it was put: focus follows it. */
  onMoved: (id: string) => void;
};

const commandOf = { reason: "move", note: "verify", outcome: "close" } as const;

/**
 * Moving a card to another phase: what the move asks for is asked, the card stands in its new place at once, and goes back
 * with the reason when the server refuses. When another person was first, it goes where that one put it.
 */
export function useMoves({ view, place, takeBack, settle, off, announce, onMoved }: Board) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const run = useCommand();
  const [question, setQuestion] = useState<Question | null>(null);
  const nameOf = (phase: Phase) => inLanguage(phaseNames[phase], locale);

  const say = (title: string, text: string, tone: "bad" | "info" = "info") => {
    toast({ tone, title, text, key: "board-move" });
    announce(`${title} ${text}`);
  };

  /** Why this card cannot be taken up at all; said as a toast. */
  const mayCarry = (card: ShownCard): boolean => {
    const why = off ?? (card.can.move === true ? null : card.can.move);
    if (why) say(t("move.off"), why);
    return why === null;
  };

  /** Sends a move; its card stands in the new place at once. */
  const send = async (card: ShownCard, target: Phase, intent: string, input: object): Promise<Answered> => {
    place(card.id, target);
    const reply: CommandReply = await run(intent, { incidentId: card.id, ...input });
    if (reply.ok) {
      settle(card.id, target);
      announce(t("move.done", { title: card.title, phase: nameOf(target) }));
      return { done: true };
    }
    if (reply.code === "stale" || reply.code === "wrong_state") {
      const current = phaseIn(reply.current);
      settle(card.id, current ?? card.phase);
      say(t("move.other", { title: card.title }), current ? t("move.now", { phase: nameOf(current) }) : reply.message);
      return { moot: true };
    }
    takeBack(card.id);
    return { message: reply.message, fields: reply.fields };
  };

  /** Tries to put a card into a phase. False: it stays where it is, and the reason has been said. */
  const attempt = (asked: ShownCard, target: Phase): boolean => {
    const card = view.cards.find((one) => one.id === asked.id);
    if (!card || !mayCarry(card)) return false;
    const option = optionOf(card, target);
    if (!option.open) {
      say(t("move.closed", { phase: nameOf(target) }), inLanguage(option.why, locale));
      return false;
    }
    if (option.asks !== "nothing") {
      setQuestion({ card, target, asks: option.asks });
      // It is asked for first; until then the card stays.
      return false;
    }
    void send(card, target, "move", { from: card.phase, to: target }).then((answered) => {
      if ("message" in answered) say(t("move.refused", { title: card.title }), answered.message, "bad");
    });
    onMoved(card.id);
    return true;
  };

  /** The answer to a question. */
  const answer = async (asked: Question & { asks: keyof typeof commandOf }, text: string): Promise<Answered> => {
    const { card, target, asks } = asked;
    const input = asks === "reason" ? { from: card.phase, to: target, reason: text } : { [asks]: text };
    const answered = await send(card, target, commandOf[asks], input);
    if (!("message" in answered)) {
      setQuestion(null);
      onMoved(card.id);
    }
    return answered;
  };

  /** A card that one carries, or is asked about, was moved by somebody else. `phase` null: it may no longer be seen. */
  const movedMeanwhile = (card: ShownCard, phase: Phase | null) => {
    const by = view.cards.find((one) => one.id === card.id)?.lastEntry?.by;
    say(
      by ? t("move.otherBy", { title: card.title, by }) : t("move.other", { title: card.title }),
      phase ? t("move.now", { phase: nameOf(phase) }) : t("move.goneNow"),
    );
  };

  return { attempt, mayCarry, question, answer, movedMeanwhile, closeQuestion: () => setQuestion(null) };
}

function phaseIn(current: unknown): Phase | null {
  const phase = (current as { phase?: unknown } | undefined)?.phase;
  return phases.find((one) => one === phase) ?? null;
}
