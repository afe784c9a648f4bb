// How wide text is before it is drawn, so that labels keep to their room.

let context: CanvasRenderingContext2D | null = null;

/** Measures a text in a font as CSS names it, in pixels; 0 where nothing can be drawn. */
export function widthOf(text: string, font: string): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return 0;
  context.font = font;
  return context.measureText(text).width;
}

/** Cuts a text to so many pixels, by whole letters as readers count them. */
export function fitted(text: string, room: number, measure: (text: string) => number): string {
  if (measure(text) <= room) return text;
  const letters = [...new Intl.Segmenter("en").segment(text)].map(({ segment }) => segment);
  for (let count = letters.length - 1; count > 0; count -= 1) {
    const cut = `${letters.slice(0, count).join("").trimEnd()}…`;
    if (measure(cut) <= room) return cut;
  }
  return "…";
}
