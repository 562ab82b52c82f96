/** The program's version; a test holds it equal to package.json's. */
export const programVersion = '0.1.0'
