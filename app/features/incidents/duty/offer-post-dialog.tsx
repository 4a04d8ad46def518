import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isHeld, isOffered, type Post, postNames, posts } from "#domain/incidents/post-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Field, FormRow, Select } from "../../../ui/field.tsx";
import { CommandDialog } from "../room/command-dialog.tsx";
import { PersonField } from "../room/person-field.tsx";
import { mayPart, useMay, useRoom, useRoomState } from "../room/room-context.ts";

/** 请人任岗 or 交班: to somebody who may read the incident; who holds the post keeps it until it is accepted. */
export function OfferPostDialog({ post, onClose }: { post?: Post; onClose: () => void }) {
  const { t, i18n } = useTranslation("duty");
  const { incidentId, parts } = useRoom();
  const list = useRoomState("posts");
  const mayOffer = useMay("incidents.post.offer");
  const holderOf = (one: Post) => list.find((p) => p.post === one && isHeld(p));
  const isFree = (one: Post) => !list.some((p) => p.post === one && isOffered(p));
  const open = postNames.filter((one) => {
    const holder = holderOf(one);
    return isFree(one) && (mayOffer || (holder && mayPart(parts, holder.id, "incidents.post.hand-over")));
  });
  const [chosen, setChosen] = useState<Post | "">(post ?? (open.length === 1 ? open[0]! : ""));
  const holder = chosen ? holderOf(chosen) : undefined;
  return (
    <CommandDialog
      onClose={onClose}
      intent="offer-post"
      fixed={{ incidentId }}
      title={t(holder ? "posts.handOverTitle" : "posts.offerTitle")}
      lead={holder ? t("posts.stays", { name: holder.personName }) : undefined}
      submit={t("posts.send")}
    >
      {({ errors }) => (
        <FormRow>
          <Field label={t("posts.post")} required error={errors.post}>
            <Select
              name="post"
              value={chosen}
              placeholder={t("posts.choose")}
              onChange={(event) => setChosen(event.currentTarget.value as Post)}
              options={open.map((one) => ({ value: one, label: inLanguage(posts[one], i18n.language) }))}
            />
          </Field>
          <PersonField name="personId" label={t("posts.person")} required error={errors.personId} of="readers" />
        </FormRow>
      )}
    </CommandDialog>
  );
}
