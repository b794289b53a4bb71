// Made by Clausebench. The policy is in policy.md; contents are JSON texts, see tests.jsonl.
const fs = require('node:fs');
const path = require('node:path');
const policy = fs.readFileSync(path.join(__dirname, 'policy.md'), 'utf8');

// promptfoo fills templates into every text of a prompt: no brace may open or close one.
const inert = (text) => text.replace(/[{}]/g, (brace) => `{{ '${brace}' }}`);

module.exports = async ({ vars }) => [
  { role: 'system', content: inert(policy) },
  { role: 'user', content: inert(JSON.parse(vars.content)) },
];
