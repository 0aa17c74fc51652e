import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foreignPath, foreignText, inertText, oneLine, unseenIn } from '../../src/foreignText';

/** What VS Code makes a link or an icon of, in notifications, quick picks and Markdown. */
const active = /\[[^\]]+\]\([^)\s]+\)|\$\([\w~-]+\)|https?:\/\/|www\./i;

const lineBreak = /[\n\v\f\r\x85\u2028\u2029]/;
const unseen = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** What may stay in what is shown: emoji, what this module adds, a joiner that a script needs. */
const seen =
  /[\u2060\u2068\u2069]|👩‍👩‍👧|❤️|1️⃣|🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}|(?<=\p{Script=Arabic})[\u200c\u200d](?=\p{Script=Arabic})/gu;

const nasty = fc.oneof(
  fc.constantFrom('[a](command:b)', '](', '$(', '$(trash)', 'https://sinch.test', 'www.', '\n', '\r\n', ' '),
  fc.constantFrom(
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200f',
    '\u2060',
    '\u200d',
    '\0',
    '\x1b',
  ),
  fc.constantFrom(
    '\u3164',
    '\u115f',
    '\uffa0',
    '\u034f',
    '\u17b4',
    '\u180b',
    '\ufe00',
    '\u{e0100}',
    '\u2800',
  ),
  fc.constantFrom('👩‍👩‍👧', '❤️', '1️⃣', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}', 'می\u200cخ'),
  fc.constantFrom('אבג', 'مفتاح', '”', '🏴', '\ud800', 'production'),
  fc.string({ unit: 'binary' }),
);
const texts = fc.array(nasty, { maxLength: 40 }).map(pieces => pieces.join(''));

/** An isolate that is opened and not closed, or closed and not opened, reaches beyond the text. */
function leaks(text: string): boolean {
  return /[\u2066-\u2069]/.test(text.replace(/\u2068[^\u2066-\u2069]*\u2069/g, ''));
}

describe('a foreign text', () => {
  it('is shown on one line that says nothing but itself', () => {
    fc.assert(
      fc.property(texts, text => {
        for (const shown of [foreignText(text), foreignPath(text), oneLine(text)]) {
          assert.doesNotMatch(shown, active);
          assert.doesNotMatch(shown, lineBreak);
          assert.doesNotMatch(shown.replace(seen, ''), unseen);
          assert.ok(shown.isWellFormed());
        }
        assert.ok(!leaks(foreignText(text)) && !leaks(oneLine(text)));
      }),
    );
    assert.match('[details](command:demo.run)', active);
  });

  it('is at most 80 characters of a name, with its start and its end', () => {
    fc.assert(
      fc.property(texts, text => {
        assert.ok(Array.from(foreignText(text).replace(/[\u2060\u2068\u2069]/g, '')).length <= 80);
      }),
    );
    assert.equal(foreignText(`start${'x'.repeat(700)}end`), `start${'x'.repeat(35)}…${'x'.repeat(36)}end`);
    assert.equal(foreignText('x'.repeat(80)), 'x'.repeat(80));
    assert.equal(foreignText('🔑'.repeat(81)), `${'🔑'.repeat(40)}…${'🔑'.repeat(39)}`);
  });

  it('is a path in full', () => {
    const path = `/home/me/${'folder/'.repeat(100)}.env`;
    assert.equal(foreignPath(path), path);
    assert.equal(foreignPath('/a\n\u202eb'), '/a\\u{a}\\u{202e}b');
  });

  it('stays as it is when it stands in another, and where it is looked at again', () => {
    fc.assert(
      fc.property(texts, texts, (name, other) => {
        const shown = foreignText(name);
        assert.equal(foreignText(shown), shown);
        const sentence = `“${shown}” replaced “${foreignText(other)}”.`;
        assert.equal(oneLine(sentence), sentence);
      }),
    );
  });

  it('reads as before where there is nothing in it', () => {
    for (const text of [
      'production',
      '“a” (b) [c]',
      'Café 東京 👩‍👩‍👧 ❤️ 1️⃣',
      'key_1-2.3@x',
      '\\u{202e} 100% & more',
    ])
      assert.equal(foreignText(text), text);
  });

  it('keeps to itself where it is written from right to left', () => {
    assert.equal(foreignText('מפתח'), '\u2068מפתח\u2069');
    assert.equal(foreignText('a\u202eb'), 'a\\u{202e}b');
  });

  it('keeps what an emoji or a script is made of, and nothing of the kind elsewhere', () => {
    assert.equal(foreignText('می\u200cخ'), '\u2068می\u200cخ\u2069');
    for (const invisible of ['\u200d', '\u200c', '\u2060', '\ufe0f', '\u2068', '\u3164', '\u034f'])
      assert.equal(foreignText(`a${invisible}b`), `a\\u{${(invisible.codePointAt(0) ?? 0).toString(16)}}b`);
  });

  it('covers nothing beside it with marks on a letter', () => {
    assert.equal(foreignText(`z${'\u030d'.repeat(5)} zalgo`), `z${'\u030d'.repeat(4)}\\u{30d} zalgo`);
    for (const text of ['é', 'Việt Nam', 'กิ้', 'क्षि', 'בְּרֵאשִׁ֖ית'])
      assert.equal(foreignText(text).replaceAll(/[\u2068\u2069]/g, ''), text);
  });

  it('takes no longer the more a server sends', () => {
    const long = 500_000;
    for (const text of [
      `\u2068${'א'.repeat(long)}`,
      `\u2068${'א'.repeat(long)}\u2069x`,
      '\u0301'.repeat(long),
      '\u2068'.repeat(long),
      '👩‍'.repeat(long / 5),
    ]) {
      const before = process.cpuUsage();
      foreignText(text);
      const { user, system } = process.cpuUsage(before);
      assert.ok(user + system < 1e6, `${(user + system) / 1000} ms for ${text.slice(0, 5)}…`);
    }
  });

  it('is never blank', () => {
    assert.equal(foreignText(' \u3000'), '\\u{20}\\u{3000}');
    assert.equal(foreignText('\u{e0100}\u2800'), '\\u{e0100}\\u{2800}');
    assert.equal(foreignText(''), '');
  });

  it('names the first character that can’t be seen', () => {
    assert.equal(unseenIn('production'), undefined);
    assert.equal(unseenIn('a\u202eb\n'), '\\u{202e}');
    assert.equal(unseenIn('a\nb'), '\\u{a}');
    assert.equal(unseenIn('👩‍👩‍👧 ❤️'), undefined);
    assert.equal(unseenIn('\u2060'), '\\u{2060}');
    assert.equal(unseenIn('\u115f'), '\\u{115f}');
  });
});

describe('an inert text', () => {
  it('holds no link and no icon, and reads as before', () => {
    fc.assert(
      fc.property(texts, text => {
        const inert = inertText(text);
        assert.doesNotMatch(inert, active);
        assert.equal(inert.replaceAll('\u2060', ''), text.replaceAll('\u2060', ''));
      }),
    );
    assert.equal(inertText('“a” (b) [c]'), '“a” (b) [c]');
  });
});
