import { sql } from "../../kernel/db.server.ts";
import { env } from "../../kernel/env.ts";

let known: string | undefined;

/** Name of the city whose conference this is: LIANXI_CITY, else the top unit of the tree; null while there is none. */
export async function cityName(): Promise<string | null> {
  known ??=
    env().LIANXI_CITY ??
    (await sql<{ name: string }>("select name from unit where parent_id is null order by created_at, id limit 1"))[0]
      ?.name;
  return known ?? null;
}

/** 桐: the city in the numbers of its documents: LIANXI_CITY_SHORT, else the first character of its name. */
export async function cityShort(): Promise<string> {
  return env().LIANXI_CITY_SHORT ?? (await cityName())?.slice(0, 1) ?? "";
}
