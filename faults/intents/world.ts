import type { Client } from "pg";
import { newId } from "#domain/kernel/id.ts";
import { addGrant, addPerson, addUnit } from "../city.ts";
import type { Person, World } from "./every.ts";

const DUTIES = ["convener", "coordinator", "recorder", "unit_head", "liaison", "handler", "auditor", "administrator"];

/** A county of the bench city with an office, two departments and two people who hold every duty in the whole city. */
export async function buildWorld(client: Client, tag: string): Promise<World> {
  const { rows } = await client.query<{ id: string; path: string }>("select id, path from unit where kind = 'city'");
  const city = rows[0]!;
  const county = await addUnit(client, { name: `${tag}县`, kind: "county", above: city });
  const office = await addUnit(client, { name: `${tag}县联席办`, kind: "department", above: county });
  const second = await addUnit(client, { name: `${tag}县环保局`, kind: "department", above: county });
  const third = await addUnit(client, { name: `${tag}县工信局`, kind: "department", above: county });
  const person = async (name: string, login: string): Promise<Person> => {
    const made = await addPerson(client, { name, login, unitId: office.id });
    for (const duty of DUTIES) await addGrant(client, { personId: made.id, duty, unitId: city.id });
    return made;
  };
  const code = newId().slice(-6);
  return {
    ...{ tag, code },
    ...{ county: county.id, office: office.id, second: second.id, third: third.id },
    a: await person(`${tag}主任`, `first-${code}`),
    b: await person(`${tag}副主任`, `other-${code}`),
  };
}
