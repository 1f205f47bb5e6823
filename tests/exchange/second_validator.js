// Holds bundles of FHIR R4 against two validators of others; prints what they object to, as JSON.
const fs = require("fs");
const { Fhir } = require("fhir");
const Schema = require("@asymmetrik/fhir-json-schema-validator");

const fhir = new Fhir();
const schema = new Schema();
const problems = [];
for (const file of process.argv.slice(2)) {
  const bundle = JSON.parse(fs.readFileSync(file, "utf8"));
  const { messages } = fhir.validate(bundle, { errorOnUnexpected: true });
  for (const { severity, location, message } of messages) {
    if (severity === "error" || severity === "fatal") problems.push([file, location, message]);
  }
  // That schema is of before the technical correction 4.0.1.
  for (const { resource } of bundle.entry) if (resource.fhirVersion) resource.fhirVersion = "4.0.0";
  for (const error of schema.validate(bundle)) problems.push([file, "schema", error.message]);
}
console.log(JSON.stringify(problems));
