/** Gathers the text of `<si>` or `<is>`: plain `<t>` or the `<t>` of its runs, without phonetic guides (`<rPh>`); stops at `room`. */
export class RichText {
  value = "";
  #room = 0;
  #inText = false;
  #phonetic = 0;

  begin(room: number): void {
    this.value = "";
    this.#room = room;
    this.#inText = false;
    this.#phonetic = 0;
  }
  open(name: string): void {
    if (name === "rPh") this.#phonetic++;
    if (name === "t") this.#inText = this.#phonetic === 0;
  }
  close(name: string): void {
    if (name === "rPh") this.#phonetic--;
    if (name === "t") this.#inText = false;
  }
  text(text: string): void {
    if (this.#inText && this.value.length < this.#room) this.value += text.slice(0, this.#room);
  }
}
