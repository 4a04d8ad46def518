/** The bytes of pages that are rendered whole: the answer's own stream stays empty, so that they are not copied through it. */
const bodies = new WeakMap<Response, Buffer>();

/** An answer whose body is `html`; whoever sends it asks bodyOf(). */
export function wholePage(html: string, init: { headers: Headers; status: number }): Response {
  const body = Buffer.from(html);
  init.headers.set("Content-Type", "text/html; charset=utf-8");
  init.headers.set("Content-Length", String(body.byteLength));
  const response = new Response(null, init);
  bodies.set(response, body);
  return response;
}

/** The bytes of a whole page; undefined for any other answer. */
export const bodyOf = (response: Response): Buffer | undefined => bodies.get(response);
