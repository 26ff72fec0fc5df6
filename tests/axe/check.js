// What the page in front of the checker breaks of WCAG 2.2 A and AA: a line for each element, with the rule and where to read of it.
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }).then(
  ({ violations }) => done(violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(" ")}: ${failureSummary.replace(/\s+/g, " ")}`))),
  (error) => done([`axe: ${error}`]),
);
