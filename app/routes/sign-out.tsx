import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { signOutAction } from "#http/sign-out.server.ts";

/** Signing out is a post; an address alone changes nothing. */
export const loader = () => redirect("/");

export const action = ({ request }: ActionFunctionArgs) => signOutAction(request);
