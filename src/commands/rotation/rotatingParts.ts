import type { DeleteParts } from '../deletion/deleteKeys';
import type { Parts } from '../parts';

export type RotatingParts = DeleteParts & Pick<Parts, 'rotation' | 'tree' | 'view' | 'clipboard' | 'askedBy'>;
