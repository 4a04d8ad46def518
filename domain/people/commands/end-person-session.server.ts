import { command } from "../../kernel/command.server.ts";
import { notFound } from "../../kernel/refusal.ts";
import { EndPersonSessionInput } from "../inputs.ts";
import { lockPerson } from "../person.server.ts";
import { endSessionsIn } from "../session.server.ts";

/** Ends one session of a person the actor administers; what he was writing stays in his browser. */
export const endPersonSession = command(
  "people.session.end-of-person",
  EndPersonSessionInput,
  async ({ tx, actor, input, now }) => {
    const person = await lockPerson(tx, actor, input.personId, now, "people.session.end-of-person");
    if ((await endSessionsIn(tx, person.id, "ended_by_admin", now, { only: [input.session] })) === 0) throw notFound();
    return { personId: person.id };
  },
);
