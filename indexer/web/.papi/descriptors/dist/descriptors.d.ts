export declare const Weir: Record<string, object>;
