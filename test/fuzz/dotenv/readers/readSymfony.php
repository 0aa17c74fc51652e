<?php
// Reads the files listed in the file named by the first argument with symfony/dotenv; prints a JSON object a line.
require '/usr/share/php/Symfony/Component/Dotenv/autoload.php';

// As Symfony does while developing: without it, a value that ends in `$(` is read for ever.
set_error_handler(function ($level, $message) {
    throw new ErrorException($message);
});

foreach (file($argv[1], FILE_IGNORE_NEW_LINES) as $path) {
    try {
        $found = (object) (new Symfony\Component\Dotenv\Dotenv())->parse(file_get_contents($path), $path);
    } catch (Throwable $refused) {
        $found = null;
    }
    echo json_encode($found), "\n";
}
