import fc from 'fast-check';

/** Lines as the templates of frameworks and the `.env` files of applications have them. */
const values = [
  '',
  'true',
  'false',
  'info',
  '3000',
  '8080',
  '0.25',
  'localhost',
  '127.0.0.1',
  'production',
  'my-bucket',
  'eu-west-1',
  'UTC',
  'Europe/Stockholm',
  'smtp.example.test:587',
  'no-reply@example.test',
  'a1b2c3d4e5f6g7h8i9j0',
  'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
  'AKIAEXAMPLE/x+yZ0123==',
  'base64:c2VjcmV0LWRlbW8tdmFsdWU=',
  'postgres://user:pass@localhost:5432/app',
  'postgresql://user:pass@db:5432/app?schema=public',
  'mysql://root@127.0.0.1:3306/app?serverVersion=8.0.32&charset=utf8mb4',
  'mongodb+srv://user:pass@cluster0.example.test/app?retryWrites=true&w=majority',
  'redis://localhost:6379/0',
  'https://example.test/hooks?token=abc&mode=live',
  'https://example.test/#/login',
  'http://localhost:3000,http://localhost:5173',
  'amqp://guest:guest@localhost:5672/%2f/messages',
  '"My Application"',
  "'My Application'",
  '"postgresql://user:pass@localhost:5432/app?schema=public"',
  '"${APP_NAME}"',
  '${APP_URL}/api',
  '"Team <team@example.test>"',
  '"it\'s a demo"',
  '[]',
  '{"a":1}',
  '*',
  '-',
  '15m',
];
const names = [
  'APP_NAME',
  'APP_ENV',
  'APP_KEY',
  'APP_DEBUG',
  'APP_URL',
  'NODE_ENV',
  'PORT',
  'HOST',
  'LOG_LEVEL',
  'DATABASE_URL',
  'REDIS_URL',
  'MAIL_FROM',
  'CORS_ORIGINS',
  'JWT_SECRET',
  'SESSION_SECRET',
  'STRIPE_KEY',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'SENTRY_DSN',
  'WEBHOOK_URL',
  'TZ',
  'FEATURES',
];
const comments = [
  '# Application',
  "# Don't commit this file",
  "# The database's URL, see https://example.test/docs?page=env",
  '# APP_DEBUG=true',
  '#',
  '########',
  '# --- Mail ---',
  '# Get one with: openssl rand -hex 32 (see README.md)',
  '# one of "debug", "info"',
];
const sinch = [
  '',
  '# Sinch\n',
  'SINCH_PROJECT_ID=\nSINCH_KEY_ID=\nSINCH_KEY_SECRET=\n',
  'SINCH_PROJECT_ID="Your Sinch Project ID"\nSINCH_KEY_ID="Your Sinch Key ID"\nSINCH_KEY_SECRET="Your Sinch Key Secret"\n',
  'SINCH_PROJECT_ID=<project>\n# SINCH_KEY_ID=\n# SINCH_KEY_SECRET=\n',
];
const pem =
  '"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B/+AB\nQEFAASCBKcw==\n-----END PRIVATE KEY-----"';

interface Habits {
  readonly start: string;
  readonly sign: string;
  readonly behind: string;
}

const habits: fc.Arbitrary<Habits> = fc.oneof(
  { arbitrary: fc.constant({ start: '', sign: '=', behind: '' }), weight: 8 },
  { arbitrary: fc.constant({ start: 'export ', sign: '=', behind: '' }), weight: 1 },
  { arbitrary: fc.constant({ start: '', sign: ' = ', behind: '' }), weight: 1 },
  { arbitrary: fc.constant({ start: '', sign: '=', behind: ' # note' }), weight: 1 },
);

/** A `.env` file as people have it. */
export const ordinaryFile: fc.Arbitrary<string> = fc
  .record({
    habits,
    lines: fc.uniqueArray(
      fc.record({ name: fc.constantFrom(...names), value: fc.constantFrom(...values), above: fc.nat(30) }),
      { selector: ({ name }) => name, minLength: 2, maxLength: 14 },
    ),
    sinch: fc.constantFrom(...sinch),
    place: fc.nat(),
    hasPem: fc.nat(19).map(number => number === 0),
    eol: fc.constantFrom('\n', '\n', '\n', '\n', '\r\n'),
    isEnded: fc.nat(9).map(number => number > 0),
  })
  .map(({ habits: { start, sign, behind }, lines, sinch: own, place, hasPem, eol, isEnded }) => {
    const blocks = lines.map(({ name, value, above }) => {
      const comment = above < comments.length ? `${comments[above] ?? ''}\n` : above > 25 ? '\n' : '';
      return `${comment}${start}${name}${value === '' ? sign.trimEnd() : sign + value + behind}\n`;
    });
    if (hasPem) blocks.push(`${start}PRIVATE_KEY${sign}${pem}\n`);
    blocks.splice(place % (blocks.length + 1), 0, own);
    const text = blocks.join('').replaceAll('\n', eol);
    return isEnded ? text : text.slice(0, -eol.length);
  });
