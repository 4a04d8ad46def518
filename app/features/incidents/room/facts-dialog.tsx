import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RoomFacts } from "#domain/incidents/room.ts";
import { ConflictDialog } from "../../../ui/conflict-dialog.tsx";
import { writeDraft } from "../../../ui/draft.ts";
import { Field, TextInput } from "../../../ui/field.tsx";
import { formatTime } from "../../../ui/format.ts";
import { CommandDialog, KeptText, type Values } from "./command-dialog.tsx";
import { changesOf, conflictsOf, type FactsChange, type FactsField, type SavedFacts } from "./facts-merge.ts";
import { draftKey, useRoom, useRoomState } from "./room-context.ts";
import { useLastChange } from "./use-last-change.ts";

const valuesOf = (facts: RoomFacts): SavedFacts => ({
  factsVersion: facts.factsVersion,
  title: facts.title,
  place: facts.place,
  cause: facts.cause,
});

/**
 * Edits title, place and cause; the level has a dialog of its own. Only what was changed is sent. When somebody else has saved meanwhile, what does not
 * touch is saved at once, and for each field that both changed the two texts stand side by side.
 */
export function FactsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  const { incidentId, me, act } = useRoom();
  const facts = useRoomState("facts");
  const [base] = useState(() => valuesOf(facts));
  const [typed, setTyped] = useState<Values | null>(null);
  const [open, setOpen] = useState<{ current: SavedFacts; mine: FactsChange; fields: FactsField[] } | null>(null);
  const [busy, setBusy] = useState(false);
  const key = draftKey(me.personId, incidentId, "facts");
  const settled = () => {
    writeDraft(key, null);
    onClose();
  };

  /** Saves `mine` over what is there now; asks about each field that both changed. */
  const merge = async (current: SavedFacts, mine: FactsChange, values: Values, decided: FactsField[]) => {
    const fields = conflictsOf(base, current, mine).filter((field) => !decided.includes(field));
    setTyped(values);
    if (fields.length > 0) return setOpen({ current, mine, fields });
    if (Object.keys(mine).length === 0) return settled();
    setBusy(true);
    const input = { incidentId, ...mine, factsVersion: current.factsVersion, reason: values.reason ?? "" };
    const reply = await act("edit-facts", input);
    setBusy(false);
    if (reply.ok) settled();
    else if (reply.code === "stale" && reply.current) merge(reply.current as SavedFacts, mine, values, []);
  };

  if (open && typed) {
    const [field, ...rest] = open.fields as [FactsField, ...FactsField[]];
    const decide = (mine: FactsChange) => {
      setOpen(null);
      const left = open.fields.filter((one) => one !== field);
      if (left.length > 0) setOpen({ ...open, mine, fields: rest });
      else merge(open.current, mine, typed, ["title", "place", "cause"]);
    };
    return (
      <FieldConflict
        key={field}
        field={field}
        current={open.current}
        mine={open.mine}
        busy={busy}
        onMine={(value) => decide({ ...open.mine, [field]: value })}
        onTheirs={() => {
          const { [field]: _, ...others } = open.mine;
          decide(others);
        }}
        onClose={(text) => {
          writeDraft(key, { ...typed, [field]: text });
          onClose();
        }}
      />
    );
  }

  return (
    <CommandDialog
      onClose={onClose}
      intent="edit-facts"
      fixed={{ incidentId, factsVersion: base.factsVersion }}
      keep="facts"
      size="normal"
      title={t("facts.editTitle")}
      submit={t("dialog.save")}
      toInput={(values) => {
        const change = changesOf(base, values);
        return Object.keys(change).length === 0 ? null : { ...change, reason: values.reason ?? "" };
      }}
      onRefused={(reply, values) => {
        if (reply.code !== "stale" || !reply.current) return false;
        merge(reply.current as SavedFacts, changesOf(base, values), values, []);
        return true;
      }}
    >
      {(given) => (
        <>
          <Field label={t("facts.name")} required error={given.errors.title}>
            <TextInput name="title" maxLength={60} defaultValue={given.kept.title ?? base.title} />
          </Field>
          <Field label={t("facts.place")} required error={given.errors.place}>
            <TextInput name="place" maxLength={120} defaultValue={given.kept.place ?? base.place} />
          </Field>
          <KeptText name="cause" label={t("facts.cause")} rows={4} optional initial={base.cause} given={given} />
          <Field label={t("facts.reason")} hint={t("facts.reasonHint")} error={given.errors.reason}>
            <TextInput name="reason" maxLength={500} defaultValue={given.kept.reason} />
          </Field>
        </>
      )}
    </CommandDialog>
  );
}

function FieldConflict(props: {
  field: FactsField;
  current: SavedFacts;
  mine: FactsChange;
  busy: boolean;
  onMine: (value: string) => void;
  onTheirs: () => void;
  onClose: (mine: string) => void;
}) {
  const { field, current, mine, busy, onMine, onTheirs, onClose } = props;
  const { t } = useTranslation("room");
  const change = useLastChange("incidents.facts.edited", (data) => data[field] !== undefined);
  const by = change?.actor?.name ?? t("conflict.someone");
  const time = change ? formatTime(change.recordedAt) : "";
  return (
    <ConflictDialog
      open
      busy={busy}
      lead={t("conflict.facts", { by, time, field: t(field === "title" ? "facts.name" : `facts.${field}`) })}
      theirs={{ text: current[field], by, at: time }}
      mine={{ text: mine[field] ?? "" }}
      onSaveMine={onMine}
      onKeepTheirs={onTheirs}
      onClose={onClose}
    />
  );
}
