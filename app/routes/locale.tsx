import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { changeLocale } from "#http/change-locale.server.ts";

/** Nothing to see here: the language is changed by a post. */
export const loader = () => redirect("/");

export const action = ({ request }: ActionFunctionArgs) => changeLocale(request);
