// Controls, direction marks and zero-width characters: they print as nothing, hide a difference between
// two names that look alike, and some make a .docx unreadable (XML 1.0 forbids them).
const invisible =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** A line without the characters nobody can see, and where the first of them stood (from 0), or null. */
export function stripInvisible(text: string): { readonly text: string; readonly firstAt: number | null } {
  const at = text.search(invisible)
  return at === -1 ? { text, firstAt: null } : { text: text.replace(invisible, ''), firstAt: at }
}
