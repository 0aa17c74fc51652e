/** What the tree says beside its rows: loaded with the first failure, or when a person points at a row. */
export { failureRow } from '../projects/explain';
export { keyTooltip, projectTooltip } from './tooltips';
