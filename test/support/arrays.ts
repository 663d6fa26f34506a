/**
 * Jest runs tests in a realm of their own, where an array that native code made is no instance of `Array`. node-llama-cpp asks
 * for that, and nowhere else is there a second realm; so here it is asked for what it is.
 */
Object.defineProperty(Array, Symbol.hasInstance, { value: Array.isArray });
