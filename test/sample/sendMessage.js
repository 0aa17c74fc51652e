const { SINCH_PROJECT_ID, SINCH_KEY_ID, SINCH_KEY_SECRET } = process.env;

if (!SINCH_PROJECT_ID || !SINCH_KEY_ID || !SINCH_KEY_SECRET) {
  throw new Error('Fill in the Sinch credentials in .env first.');
}
console.log(`Would send a message for project ${SINCH_PROJECT_ID} with key ${SINCH_KEY_ID}.`);
